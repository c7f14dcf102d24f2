namespace Workers.Errors;

/// <summary>
/// Sentences of the errors of files as files: missing ones, zips, sizes and names (3001, 3004 to 3006).
/// </summary>
public static class UploadErrors
{
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
