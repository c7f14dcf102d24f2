using Workers.Errors;

namespace Workers.OpenQuake.JobFiles;

/// <summary>Names of risk job files: relative, with <c>/</c> between parts, inside the folder they came in.</summary>
internal static class SafePath
{
    private const int MaxShown = 80;

    /// <summary>
    /// The name with <c>/</c> as separator; refuses what could point outside of its folder or mean different things on
    /// different systems.
    /// </summary>
    public static string Check(string name, JobFilesLimits limits)
    {
        var path = name.Replace('\\', '/');
        if (path.Length == 0 || path.Length > limits.MaxPathLength)
            throw Unsafe(name, $"1 to {limits.MaxPathLength} characters");
        // Names must mean the same on Windows, where people unpack what they archived.
        if (path.Any(IsForbidden))
            throw Unsafe(name, "a name without control characters and without any of : * ? \" < > |");
        var parts = path.Split('/');
        if (parts.Length > limits.MaxPathDepth)
            throw Unsafe(name, $"at most {limits.MaxPathDepth} folders deep");
        // Windows drops spaces and full stops at the end: two names would become one.
        if (parts.Any(p => p.Length == 0 || p.Trim() != p || p[^1] == '.'))
            throw Unsafe(
                name,
                "a path relative to the folder, without '..', empty parts or parts that end in a space or a full stop");
        return path;
    }

    /// <summary>
    /// The path that a file in <paramref name="folder"/> means by <paramref name="reference"/>; <c>..</c> may climb,
    /// but not out.
    /// </summary>
    public static string? Resolve(string folder, string reference)
    {
        var parts = folder.Length == 0 ? [] : folder.Split('/').ToList();
        // Absolute paths are of the author's machine.
        if (reference.StartsWith('/') || reference.Contains('\0'))
            return null;
        foreach (var part in reference.Replace('\\', '/').Split('/'))
        {
            if (part is "" or ".")
                continue;
            if (part != "..")
                parts.Add(part);
            else if (parts.Count == 0)
                return null;
            else
                parts.RemoveAt(parts.Count - 1);
        }
        return string.Join('/', parts);
    }

    /// <summary>Folder of a path, empty for the root.</summary>
    public static string FolderOf(string path) => path[..Math.Max(0, path.LastIndexOf('/'))];

    private static InputException Unsafe(string name, string expected)
    {
        // The name comes from a stranger and goes into logs and terminals.
        var shown = new string([.. name.Take(MaxShown).Select(c => IsUnprintable(c) ? '\uFFFD' : c)]);
        return UploadErrors.NameNotAllowed(shown, expected);
    }

    private static bool IsForbidden(char c) =>
        IsUnprintable(c) || c is ':' or '*' or '?' or '"' or '<' or '>' or '|';

    // Lone surrogates are no UTF-8: the database would refuse them later.
    private static bool IsUnprintable(char c) => char.IsControl(c) || char.IsSurrogate(c);
}
