"""What everything stands on: findings, Danish numbers and dates, the agreement's formulas."""
