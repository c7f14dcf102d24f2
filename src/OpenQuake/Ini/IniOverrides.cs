using System.Text;
using Workers.Errors;

namespace Workers.OpenQuake.Ini;

/// <summary>
/// Writes parameters of the command line into a job.ini: the lines they take the place of become comments, and the
/// parameters a section of their own at the end. What comes out is a job.ini that says where each value is from.
/// </summary>
internal static class IniOverrides
{
    /// <summary>The section; errors name the option in place of a line in it.</summary>
    public const string Section = "[--set]";

    private static readonly string[] FileEndings = ["_file", "_csv", "_hdf5", "_xml"];

    /// <param name="content">The job.ini.</param>
    /// <param name="file">Its name, for errors.</param>
    /// <param name="parameters">Values by name.</param>
    /// <exception cref="InputException">IniMalformed, ParameterInvalid.</exception>
    public static byte[] Write(byte[] content, string file, IReadOnlyDictionary<string, string> parameters)
    {
        foreach (var (name, value) in parameters)
            Check(name, value);
        var names = parameters.Keys.Select(NameOf).ToHashSet(StringComparer.Ordinal);
        var replaced = IniFile.Parse(content, file).Where(entry => names.Contains(NameOf(entry.Key)));
        var lines = IniFile.LinesOf(content, file);
        foreach (var entry in replaced)
            for (var line = entry.FirstLine; line <= entry.LastLine; line++)
                lines[line - 1] = $"# {lines[line - 1].Trim()}";
        var own = parameters.Select(parameter => $"{parameter.Key} = {parameter.Value}");
        return Encoding.UTF8.GetBytes(string.Join('\n', [.. lines, Section, .. own, ""]));
    }

    /// <summary>The same for all spellings of a parameter: the engine takes x_file, x_csv and x_hdf5 for one.</summary>
    private static string NameOf(string key)
    {
        var name = RiskFileKeys.NameOf(RiskParameterReader.NameOf(key.ToLowerInvariant()));
        var ending = FileEndings.FirstOrDefault(e => name.EndsWith(e, StringComparison.Ordinal));
        return ending is null ? name : name[..^ending.Length];
    }

    /// <summary>A name or a value must not be able to write a line of another meaning.</summary>
    private static void Check(string name, string value)
    {
        var isName = name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
        if (!isName || value.Any(char.IsControl))
            throw ParameterErrors.NotAnOverride(name, value);
    }
}
