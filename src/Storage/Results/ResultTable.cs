using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Workers.Storage.Copy;
using Workers.Storage.Databases.Tables;

namespace Workers.Storage.Results;

/// <summary>A table of results, as it is in both databases.</summary>
/// <param name="Columns">Quoted names of its columns, in a fixed order.</param>
/// <param name="Key">Its key, without job and attempt: integers.</param>
internal sealed record ResultTable(string Name, IReadOnlyList<string> Columns, IReadOnlyList<string> Key)
{
    public static IReadOnlyDictionary<string, ResultTable> AllIn(IModel model) =>
        model.GetEntityTypes()
            .Where(type => ResultTables.Tables.Contains(type.GetTableName()))
            .Select(From)
            .ToDictionary(table => table.Name);

    private static ResultTable From(IEntityType type)
    {
        var key = type.FindPrimaryKey()!.Properties
            .Select(p => p.GetColumnName())
            .Except(["job_id", "attempt"]);
        return new ResultTable(type.GetTableName()!, BulkRowWriter.ColumnsOf(type), [.. key]);
    }

    /// <summary>Condition for the rows of a range of keys, by the index.</summary>
    public string Between(int[]? first, int[]? end) =>
        (first is null ? "" : $" AND ({string.Join(", ", Key)}) >= ({string.Join(", ", first)})") +
        (end is null ? "" : $" AND ({string.Join(", ", Key)}) < ({string.Join(", ", end)})");
}
