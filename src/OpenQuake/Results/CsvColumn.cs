using Workers.OpenQuake.Csv;

namespace Workers.OpenQuake.Results;

/// <summary>A column of a CSV file: header and rows are written from one list of columns, so that they agree.</summary>
/// <param name="Name">Name in the header.</param>
/// <param name="Write">Writes the field of a row.</param>
internal sealed record CsvColumn<TRow>(string Name, Action<CsvWriter, TRow> Write);

/// <summary>Writes files by their columns.</summary>
internal static class CsvColumns
{
    /// <summary>Writes a file with a line for each row.</summary>
    public static async Task WriteAsync<TRow>(
        this IReadOnlyList<CsvColumn<TRow>> columns,
        string path,
        string? comment,
        IEnumerable<TRow> rows,
        CancellationToken cancel)
    {
        await using var csv = CsvWriter.Create(path, comment, columns.Select(c => c.Name));
        foreach (var row in rows)
        {
            foreach (var column in columns)
                column.Write(csv, row);
            await csv.EndRowAsync(cancel).ConfigureAwait(false);
        }
    }
}
