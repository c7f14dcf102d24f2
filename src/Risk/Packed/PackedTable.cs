namespace Workers.Risk.Packed;

/// <summary>Rows of so many values each, by column. A row that is longer than those before adds columns.</summary>
internal sealed class PackedTable<T> where T : unmanaged
{
    private readonly List<PackedColumn<T>> _columns = [];
    private int _rows;

    /// <summary>The values of a row: as many as there are columns, zero where the row had none.</summary>
    public T[] this[int row]
    {
        get
        {
            var values = new T[_columns.Count];
            for (var c = 0; c < values.Length; c++)
                values[c] = _columns[c][row];
            return values;
        }
    }

    /// <summary>Adds columns of zeros until there are so many.</summary>
    public void Widen(int columns)
    {
        while (_columns.Count < columns)
            _columns.Add(new PackedColumn<T>().FilledTo(_rows));
    }

    public void Add(ReadOnlySpan<T> row)
    {
        Widen(row.Length);
        for (var c = 0; c < _columns.Count; c++)
            _columns[c].Add(c < row.Length ? row[c] : default);
        _rows++;
    }
}
