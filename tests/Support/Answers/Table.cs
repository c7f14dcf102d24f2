using System.IO.Compression;
using System.Text;

namespace Workers.Support.Answers;

/// <summary>A small CSV file, read whole; comment lines are skipped, a file may be compressed.</summary>
public sealed class Table
{
    /// <summary>Reads a file.</summary>
    public Table(string path)
    {
        using Stream file = File.OpenRead(path);
        using var reader = new StreamReader(
            path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file);
        var lines = Split(reader.ReadToEnd()).ToList();
        Names = lines[0];
        Rows = [.. lines.Skip(1).Select(values => new Row(Names, values))];
    }

    /// <summary>Names of the columns.</summary>
    public string[] Names { get; }

    /// <summary>The rows, in order.</summary>
    public IReadOnlyList<Row> Rows { get; }

    private static IEnumerable<string[]> Split(string text)
    {
        var row = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                field.Append(text[++i]);
            else if (c == '"')
                quoted = !quoted;
            else if (quoted || c is not (',' or '\n' or '\r'))
                field.Append(c);
            else if (c != '\r')
            {
                row.Add(field.ToString());
                field.Clear();
                if (c == ',')
                    continue;
                if (!row[0].StartsWith('#'))
                    yield return [.. row];
                row.Clear();
            }
        }
    }
}

/// <summary>A row of a <see cref="Table"/>.</summary>
public sealed record Row(string[] Names, string[] Values)
{
    /// <summary>A field by the name of its column.</summary>
    /// <exception cref="KeyNotFoundException">There is no such column.</exception>
    public string this[string name]
    {
        get
        {
            var at = Array.IndexOf(Names, name);
            return at >= 0 ? Values[at] : throw new KeyNotFoundException(name);
        }
    }

    /// <summary>A number; an empty field is NaN.</summary>
    public double Number(string name) => this[name] is "" or "nan" or "NaN" ? double.NaN : double.Parse(this[name]);
}
