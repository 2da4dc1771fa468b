"""The intake of driftsherrernes takst files: workbooks in all shapes become one register."""
