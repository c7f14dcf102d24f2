using System.IO.Compression;
using System.Text;

namespace Workers.Support.Answers;

/// <summary>A small CSV file of the engine, comment line skipped.</summary>
public sealed class Table
{
    public Table(string path)
    {
        using Stream file = File.OpenRead(path);
        var isCompressed = path.EndsWith(".gz", StringComparison.Ordinal);
        using var reader = new StreamReader(isCompressed ? new GZipStream(file, CompressionMode.Decompress) : file);
        var lines = new List<string>();
        while (reader.ReadLine() is { } line)
            if (!line.StartsWith('#'))
                lines.Add(line);
        var names = Split(lines[0]);
        Rows = [.. lines.Skip(1).Select(l => new Row(names, Split(l)))];
    }

    public IReadOnlyList<Row> Rows { get; }

    private static string[] Split(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var isQuoted = false;
        foreach (var c in line)
            if (c == '"')
                isQuoted = !isQuoted;
            else if (c == ',' && !isQuoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
                field.Append(c);
        fields.Add(field.ToString());
        return [.. fields];
    }
}

public sealed record Row(string[] Names, string[] Values)
{
    public string this[string name] => Find(name) ?? throw new KeyNotFoundException(name);

    /// <summary>A field, or null if there is no such column.</summary>
    public string? Find(string name)
    {
        var column = Array.IndexOf(Names, name);
        return column < 0 ? null : Values[column];
    }

    public double Number(string name) => this[name] is "" or "nan" or "NaN" ? double.NaN : double.Parse(this[name]);
}
