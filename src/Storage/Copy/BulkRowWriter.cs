using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace Workers.Storage.Copy;

/// <summary>Writes rows of a mapped type by binary COPY, by what the context's model says of their table.</summary>
internal static class BulkRowWriter
{
    /// <summary>Writes the rows on a connection, within its transaction if it has one.</summary>
    /// <returns>Number of rows.</returns>
    public static async Task<long> CopyAsync<T>(
        this NpgsqlConnection connection,
        IModel model,
        IEnumerable<T> rows,
        CancellationToken cancel)
        where T : class
    {
        var entity = model.FindEntityType(typeof(T))!;
        var columns = Columns(entity)
            .Select(c => (Read: c.GetGetter(), c.GetTypeMapping().Converter, Type: c.GetColumnType()))
            .ToArray();
        var table = $"{entity.GetSchema()}.{entity.GetTableName()}";
        var names = string.Join(", ", ColumnsOf(entity));
        await using var writer = await connection.BeginBinaryImportAsync(
            $"COPY {table} ({names}) FROM STDIN (FORMAT BINARY)",
            cancel);
        foreach (var row in rows)
        {
            await writer.StartRowAsync(cancel);
            foreach (var (column, converter, type) in columns)
            {
                var value = column.GetClrValue(row);
                if (converter is not null)
                    value = converter.ConvertToProvider(value);
                if (value is null)
                    await writer.WriteNullAsync(cancel);
                else
                    await writer.WriteAsync(value, type, cancel);
            }
        }
        // Without it the disposal takes everything back.
        return (long)await writer.CompleteAsync(cancel);
    }

    /// <summary>Quoted names of the columns that are written, in a fixed order.</summary>
    public static IReadOnlyList<string> ColumnsOf(IEntityType entity) =>
        [.. Columns(entity).Select(c => $"\"{c.GetColumnName()}\"")];

    // Shadow properties are columns that the database computes.
    private static List<IProperty> Columns(IEntityType entity) =>
    [
        .. entity.GetProperties()
            .Where(p => !p.IsShadowProperty())
            .OrderBy(p => p.GetColumnName(), StringComparer.Ordinal),
    ];
}
