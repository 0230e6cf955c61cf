"""Why a whole input cannot be used."""

from baigong.core.refusal import Refusal
from baigong.core.text import msgid


class NoSuchFile(Refusal):
    code = "package.not_found"
    sentence = msgid("There is nothing at “%(name)s”; check the name.")


class Unreadable(Refusal):
    code = "package.unreadable"
    sentence = msgid("“%(name)s” cannot be read: %(reason)s. Check its permissions and the disk.")


class EmptyFile(Refusal):
    code = "file.empty"
    sentence = msgid("“%(name)s” is empty; export it again.")


class NoPackage(Refusal):
    code = "package.no_descriptor"
    sentence = msgid(
        "“%(name)s” is no package: it has no datapackage.json. "
        "Name a package folder, a .zip of one, or one CSV, XLSX or Parquet file."
    )


class EmptyPackage(Refusal):
    code = "package.empty"
    sentence = msgid("The package “%(name)s” names no table; a package holds at least one of %(tables)s.")


class BadDescriptor(Refusal):
    code = "package.descriptor"
    sentence = msgid("datapackage.json cannot be used: “%(field)s” %(problem)s. Mend it or export the package again.")


class BadPath(Refusal):
    code = "package.path"
    sentence = msgid("The path “%(path)s” leads out of the package; resources lie inside it, named by relative paths.")


class ResourceMissing(Refusal):
    code = "package.resource_missing"
    sentence = msgid("The package names “%(path)s”, but it is not there; send the package again, whole.")


class HashMismatch(Refusal):
    code = "package.hash"
    sentence = msgid("“%(path)s” is not what the package says: its SHA-256 does not hold. Send the package again.")


class BadZip(Refusal):
    code = "package.zip"
    sentence = msgid("“%(name)s” is no whole .zip that can be opened without a password; make it again.")


class TooLarge(Refusal):
    code = "file.too_large"
    sentence = msgid(
        "“%(name)s” would unpack to more than %(limit)s MB or swells beyond reason; split it, or send Parquet."
    )


class TooManyCells(Refusal):
    code = "file.too_large"
    sentence = msgid(
        "A sheet of “%(name)s” reaches over more than %(limit)s cells; "
        "delete what stands far below or beside the table, split it, or send CSV or Parquet."
    )


class UnknownFormat(Refusal):
    code = "file.unknown_format"
    sentence = msgid("“%(name)s” is %(what)s; save it as CSV, XLSX or Parquet, and name it so.")


class NoTable(Refusal):
    code = "file.no_table"
    sentence = msgid(
        "“%(name)s” holds no table that can be recognised; "
        "its headings must name a table's columns, such as %(headings)s."
    )


class NotText(Refusal):
    code = "file.not_text"
    sentence = msgid("“%(name)s” is no text in UTF-8 or GB18030 (%(what)s); save it as CSV UTF-8.")
