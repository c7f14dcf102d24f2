namespace Workers.Storage.Results;

/// <summary>Rows of a result that lie in one row of its table.</summary>
/// <param name="Ordinal">Number of the chunk, from 0.</param>
/// <param name="Rows">Its rows.</param>
internal readonly record struct RowChunk(int Ordinal, Range Rows)
{
    /// <summary>
    /// Cuts rows into chunks. There is always one, so that an empty table still says whether it has return periods, and
    /// a result with no events differs from one without.
    /// </summary>
    public static IEnumerable<RowChunk> Cut(int rows, int size)
    {
        for (var start = 0; start == 0 || start < rows; start += size)
            yield return new RowChunk(start / size, start..Math.Min(rows, start + size));
    }
}
