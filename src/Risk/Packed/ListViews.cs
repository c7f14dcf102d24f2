using System.Collections;

namespace Workers.Risk.Packed;

/// <summary>A list whose items are made each time they are asked for: it holds none of them.</summary>
/// <param name="count">Number of items.</param>
/// <param name="make">Makes the item at a position.</param>
public sealed class MadeList<T>(int count, Func<int, T> make) : IReadOnlyList<T>
{
    /// <inheritdoc/>
    public int Count => count;

    /// <inheritdoc/>
    public T this[int index] => (uint)index < (uint)count
        ? make(index)
        : throw new ArgumentOutOfRangeException(nameof(index));

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0; i < count; i++)
            yield return make(i);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Parts of lists and other orders of them, without copies of the items.</summary>
public static class ListViews
{
    /// <summary>The items at some positions, in their order.</summary>
    public static IReadOnlyList<T> At<T>(this IReadOnlyList<T> list, int[] positions) =>
        new MadeList<T>(positions.Length, i => list[positions[i]]);

    /// <summary>Some consecutive items.</summary>
    public static IReadOnlyList<T> Between<T>(this IReadOnlyList<T> list, int start, int end) =>
        new MadeList<T>(end - start, i => list[start + i]);

    /// <summary>The items that are wanted; each is looked at once, now.</summary>
    public static IReadOnlyList<T> Only<T>(this IReadOnlyList<T> list, Func<T, bool> isWanted)
    {
        var wanted = new List<int>();
        for (var i = 0; i < list.Count; i++)
            if (isWanted(list[i]))
                wanted.Add(i);
        return list.At([.. wanted]);
    }
}
