using System.Text.Json;

namespace Workers.Support.Answers;

/// <summary>Columns of the raw files, and ours that belong to them.</summary>
internal static class RawColumns
{
    /// <summary>Columns that say what a row is about.</summary>
    public static readonly string[] Keys = ["event_id", "agg_id", "rlz_id", "loss_id", "return_period"];

    /// <summary>
    /// The engine sums up to thousands of events in float32, in blocks that depend on its machine; ours is the sum in
    /// double.
    /// </summary>
    public const double SumsOfFloats = 2e-6;

    /// <summary>A column against ours; values are null where we have no such measure.</summary>
    public static void CompareColumn<TKey>(
        Agreement agreement,
        string what,
        Dictionary<TKey, double> theirs,
        IEnumerable<(TKey Key, double? Value)> ours,
        double absolute = 0)
        where TKey : notnull
    {
        var own = ours.ToList();
        if (own.Count > 0 && own.TrueForAll(o => o.Value is null))
            agreement.Problem($"{what}: there is no such measure");
        else
            agreement.CompareRows(what, theirs, own.ToDictionary(o => o.Key, o => o.Value ?? 0), absolute: absolute);
    }

    /// <summary>Values of a measure by the engine's name, which numbers damage states; null if there is none.</summary>
    public static T? Measured<T>(IReadOnlyList<string> measures, string column, int offset, T[] values)
        where T : class
    {
        var at = column.StartsWith("dmg_", StringComparison.Ordinal)
            ? int.Parse(column[4..]) - offset
            : IndexOf(measures, column) ?? -1;
        return at >= 0 && at < values.Length ? values[at] : null;
    }

    public static int? IndexOf(IReadOnlyList<string> names, string name)
    {
        for (var i = 0; i < names.Count; i++)
            if (names[i] == name)
                return i;
        return null;
    }

    public static T Json<T>(string path) => JsonSerializer.Deserialize<T>(File.ReadAllText(path))!;
}
