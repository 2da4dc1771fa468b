"""What the system says of a file or of the machine, in Danish: the one place where its numbers get words."""

from __future__ import annotations

import errno

_WORDS = {
    errno.EPERM: "det er ikke tilladt her",
    errno.ENOENT: "filen eller mappen findes ikke",
    errno.EINTR: "det blev afbrudt",
    errno.EIO: "disken kan ikke læses eller skrives",
    errno.ENXIO: "det er ikke en almindelig fil",
    errno.EBADF: "en fil, der var åben, er lukket",
    errno.EAGAIN: "maskinen kan ikke mere lige nu: der er for mange processer, eller nogen skal læse først",
    errno.ENOMEM: "maskinen har ikke mere hukommelse",
    errno.EACCES: "der er ikke adgang til filen eller mappen",
    errno.EBUSY: "filen eller mappen er i brug",
    errno.EEXIST: "der ligger allerede noget med det navn",
    errno.EXDEV: "filen kan ikke flyttes til en anden disk",
    errno.ENODEV: "det er ikke en almindelig fil",
    errno.ENOTDIR: "der ligger en fil, hvor mappen skal være",
    errno.EISDIR: "der ligger en mappe, hvor filen skal være",
    errno.EINVAL: "disken kan ikke det, der blev bedt om",
    errno.ENFILE: "maskinen har for mange filer åbne",
    errno.EMFILE: "programmet må ikke have så mange filer åbne (»ulimit -n«)",
    errno.ETXTBSY: "filen er i brug",
    errno.EFBIG: "filen er større, end den må være (»ulimit -f«)",
    errno.ENOSPC: "der er ikke mere plads på disken",
    errno.ESPIPE: "det er ikke en almindelig fil",
    errno.EROFS: "disken er skrivebeskyttet",
    errno.EMLINK: "filen har for mange navne",
    errno.EPIPE: "ingen læser længere det, der skrives",
    errno.ENAMETOOLONG: "navnet er for langt",
    errno.ENOTEMPTY: "mappen er ikke tom",
    errno.ELOOP: "genvejen fører i ring",
    errno.EILSEQ: "navnet har tegn, som disken ikke kan gemme",
    errno.EOVERFLOW: "filen er for stor",
    errno.ETIMEDOUT: "disken svarede ikke i tide",
    errno.ENOTCONN: "forbindelsen til disken er væk",
    errno.ESTALE: "forbindelsen til disken er væk",
    errno.EDQUOT: "din del af disken er brugt op",
}
_ACCESS = "få adgangen rettet, eller kopiér projektet til en mappe, du må skrive i"
_ROOM = "slet noget, og prøv igen; mappen ud/lager/ kan altid undværes"
_REMEDIES = {
    errno.EACCES: _ACCESS,
    errno.EPERM: _ACCESS,
    errno.EROFS: _ACCESS,
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
}


def disk_remedy(problem: OSError) -> str:
    """What can be done about it, as a hint; empty when the words say it, or nothing can."""
    return _REMEDIES.get(problem.errno or 0, "")


def disk_words(problem: OSError) -> str:
    """What went wrong, as the end of a sentence. One that has no words here is named by its number."""
    if problem.errno in _WORDS:
        return _WORDS[problem.errno]
    return f"styresystemet melder fejl nr. {problem.errno}" if problem.errno else "styresystemet melder en fejl"
