using System.IO.Compression;

namespace Workers.Support.Answers;

/// <summary>A small CSV file of the engine, comment line skipped.</summary>
public sealed class Table
{
    public Table(string path)
    {
        using Stream file = File.OpenRead(path);
        using var reader = new StreamReader(path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
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
        var (fields, field, quoted) = (new List<string>(), new System.Text.StringBuilder(), false);
        foreach (var c in line)
            if (c == '"')
                quoted = !quoted;
            else if (c == ',' && !quoted)
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
    public string this[string name] => Values[Array.IndexOf(Names, name) is var i and >= 0 ? i : throw new KeyNotFoundException(name)];

    public double Number(string name) => this[name] is "" or "nan" or "NaN" ? double.NaN : double.Parse(this[name]);
}
