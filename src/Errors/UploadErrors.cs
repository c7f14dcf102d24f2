namespace Workers.Errors;

/// <summary>
/// Sentences of the errors of files as files: missing ones, XML, CSV, zips, sizes and names (3001 to 3006). Those on
/// CSV take the number, since files of hazard have their own (2002).
/// </summary>
public static class UploadErrors
{
    private const string WellFormedCsv = "comma-separated values, quotes doubled inside of quotes";
    private const string NoLinks = "files, not links to files elsewhere";

    /// <summary>W3001.</summary>
    public static InputException NoFolder(string folder) => new(
        ErrorCode.RiskFileMissing,
        "The folder does not exist.",
        folder,
        "a folder with a job.ini");

    /// <summary>W3001.</summary>
    public static InputException NoFile(string name, string where, IEnumerable<string> known) => new(
        ErrorCode.RiskFileMissing,
        $"There is no file '{Shown.Shorten(name)}'.",
        where,
        Shown.Among(known, "at least one file"));

    /// <summary>W3001.</summary>
    public static InputException NeitherFolderNorFile(string path) => new(
        ErrorCode.RiskFileMissing,
        $"There is neither a folder nor a file '{path}'.",
        where: null,
        "a job.ini, or a folder or a zip with job.ini and the files it names");

    /// <summary>W3001.</summary>
    public static InputException Unreadable(string path, string reason) => new(
        ErrorCode.RiskFileMissing,
        $"The file cannot be read: {reason}",
        path,
        "a readable file");

    /// <summary>W3001.</summary>
    public static InputException NoJobIni(IReadOnlyCollection<string> files) => new(
        ErrorCode.RiskFileMissing,
        "There is no job.ini among the files.",
        where: null,
        $"one file *.ini; there are {files.Count} files: {string.Join(", ", files.Take(12))}");

    /// <summary>W3001.</summary>
    public static InputException SeveralJobInis(IEnumerable<string> found) => new(
        ErrorCode.RiskFileMissing,
        "There are several *.ini files and it is not clear which one is meant.",
        where: null,
        $"one file *.ini, or one named job.ini; there are {string.Join(", ", found)}");

    /// <summary>W3002.</summary>
    public static InputException MalformedXml(string reason, string where) => new(
        ErrorCode.XmlMalformed,
        $"The XML is malformed: {Shown.Shorten(reason)}",
        where,
        "well-formed NRML without document type");

    /// <summary>W3002.</summary>
    public static InputException UnreadableXml(string reason, string where) => new(
        ErrorCode.XmlMalformed,
        $"The XML cannot be read: {Shown.Shorten(reason)}",
        where,
        "well-formed NRML in UTF-8");

    /// <summary>W3002.</summary>
    public static InputException NoNrml(string root, string where) => new(
        ErrorCode.XmlMalformed,
        "The file is not NRML.",
        where,
        root);

    /// <summary>W3002.</summary>
    public static InputException UnknownNrmlVersion(string version, string where) => new(
        ErrorCode.XmlMalformed,
        $"NRML version '{Shown.Shorten(version)}' is not known.",
        where,
        "0.5 or 0.4");

    /// <summary>W3002.</summary>
    public static InputException NoElement(string parent, string name, string where) => new(
        ErrorCode.XmlMalformed,
        $"<{parent}> has no <{name}>.",
        where,
        $"<{name}>");

    /// <summary>W3002.</summary>
    public static InputException OtherElement(string parent, string found, string expected, string where) => new(
        ErrorCode.XmlMalformed,
        $"<{parent}> holds <{Shown.Shorten(found)}>.",
        where,
        $"<{expected}>");

    /// <summary>W3002.</summary>
    public static InputException NoAttribute(string element, string name, string where) => new(
        ErrorCode.XmlMalformed,
        $"<{element}> has no attribute {name}.",
        where,
        $"{name}=\"…\"");

    /// <summary>W3002.</summary>
    public static InputException NestedTooDeep(int most, string where) => new(
        ErrorCode.XmlMalformed,
        $"Elements are nested more than {most} deep.",
        where,
        "NRML");

    /// <summary>W3003 or W2002.</summary>
    public static InputException EmptyCsv(ErrorCode code, string where) => new(
        code,
        "The file is empty.",
        where,
        "a header line");

    /// <summary>W3003 or W2002.</summary>
    public static InputException NoHeader(ErrorCode code, string where) => new(
        code,
        "The file has no header.",
        where,
        "a header line");

    /// <summary>W3003, W2002 or W4001.</summary>
    /// <param name="code">The number.</param>
    /// <param name="value">The byte.</param>
    /// <param name="position">Its position in the line, from 1.</param>
    /// <param name="where">File and line.</param>
    /// <param name="expected">What would be right.</param>
    public static InputException NotUtf8(
        ErrorCode code,
        byte value,
        int position,
        string where,
        string expected = "text in UTF-8") => new(
        code,
        $"The file is not UTF-8 text: byte {position} of the line is 0x{value:X2}.",
        where,
        expected);

    /// <summary>W3003, W2002 or W4001.</summary>
    public static InputException NullCharacter(ErrorCode code, string where) => new(
        code,
        "The text has a character NUL in it.",
        where,
        "text without it");

    /// <summary>W3003 or W3013.</summary>
    public static InputException UnknownColumn(
        ErrorCode code,
        string name,
        IEnumerable<string> known,
        string where) => new(
        code,
        $"The column {Shown.Shorten(name)} is not understood.",
        where,
        $"columns among {string.Join(", ", known)}");

    /// <summary>W3003 or W2002.</summary>
    public static InputException DuplicateColumn(ErrorCode code, string name, string where) => new(
        code,
        $"The column {Shown.Shorten(name)} is there twice.",
        where,
        "each column once");

    /// <summary>W3003 or W2002.</summary>
    public static InputException NoColumn(
        ErrorCode code,
        string name,
        IEnumerable<string> columns,
        string where) => new(
        code,
        $"There is no column {name}.",
        where,
        $"a column {name}; there are {Shown.Shorten(string.Join(", ", columns))}");

    /// <summary>W3003 or W2002.</summary>
    public static InputException OtherFieldCount(ErrorCode code, int found, int expected, string where) => new(
        code,
        $"The line has {found} fields.",
        where,
        $"{expected} fields, as in the header");

    /// <summary>W3003 or W2002.</summary>
    public static InputException LineTooLong(ErrorCode code, int mostBytes, string where) => new(
        code,
        $"The line is longer than {mostBytes >> 20} MB.",
        where,
        "shorter lines");

    /// <summary>W3003 or W2002.</summary>
    public static InputException TextAfterQuote(ErrorCode code, string where) => new(
        code,
        "Text follows a closing quote.",
        where,
        WellFormedCsv);

    /// <summary>W3003 or W2002.</summary>
    public static InputException OpenQuote(ErrorCode code, string where) => new(
        code,
        "A quote is not closed.",
        where,
        WellFormedCsv);

    /// <summary>W3004.</summary>
    public static InputException MalformedZip(string reason) => new(
        ErrorCode.ZipMalformed,
        $"The zip cannot be read: {reason}",
        where: null,
        "a zip of the job.ini and the files it names");

    /// <summary>W3004.</summary>
    public static InputException EncryptedZip(string path) => new(
        ErrorCode.ZipMalformed,
        "The zip is encrypted.",
        path,
        "a zip without a password");

    /// <summary>W3004.</summary>
    public static InputException DamagedZip(string path) => new(
        ErrorCode.ZipMalformed,
        "The checksum of the file is wrong: the zip is damaged.",
        path,
        "an undamaged zip");

    /// <summary>W3005.</summary>
    public static InputException ZipTooLarge(long mostBytes) => TooLarge(
        $"The zip holds more than {mostBytes >> 20} MB.",
        where: null);

    /// <summary>W3005.</summary>
    public static InputException FileTooLarge(long bytes, long mostBytes, string path) => TooLarge(
        $"The file holds {bytes >> 20} MB; {mostBytes >> 20} MB is the limit.",
        path);

    /// <summary>W3005.</summary>
    public static InputException FilesTooLarge(long mostBytes, string path) => TooLarge(
        $"The files hold more than {mostBytes >> 20} MB.",
        path);

    /// <summary>W3005.</summary>
    public static InputException CompressedTooMuch(int mostRatio, string path) => TooLarge(
        $"The file is compressed more than {mostRatio} to 1.",
        path);

    /// <summary>W3005.</summary>
    public static InputException TooManyFiles(int most, string path) => TooLarge(
        $"There are more than {most} files.",
        path);

    /// <summary>W3006.</summary>
    public static InputException LeadsOut(string name, string where) => new(
        ErrorCode.UnsafePath,
        $"The file name '{Shown.Shorten(name)}' leads out of the folder.",
        where,
        "a path relative to the file that names it");

    /// <summary>W3006.</summary>
    public static InputException NameNotAllowed(string name, string expected) => new(
        ErrorCode.UnsafePath,
        $"The file name '{name}' is not allowed.",
        name,
        expected);

    /// <summary>W3006.</summary>
    public static InputException Link(string path) => new(
        ErrorCode.UnsafePath,
        $"'{path}' is a link.",
        path,
        NoLinks);

    /// <summary>W3006.</summary>
    public static InputException DuplicateFile(string path) => new(
        ErrorCode.UnsafePath,
        $"Two files are named '{path}'.",
        path,
        "each name once");

    private static InputException TooLarge(string what, string? where) => new(
        ErrorCode.UploadTooLarge,
        what,
        where,
        "a smaller upload");
}
