using Workers.Errors;
using Workers.Risk.Hazard;

namespace Workers.OpenQuake.Hazard;

/// <summary>Sites × events for each IMT, filled row by row.</summary>
internal sealed class GmfGrid
{
    private readonly SiteCollection _sites;
    private readonly EventSet _events;

    /// <summary>Most pairs of a site and an event for each row of ground motion.</summary>
    private const long PairsPerRow = 1000;

    /// <summary>As many pairs as this are read, however few rows there are.</summary>
    private const long AlwaysReadable = 8_000_000;

    /// <param name="imts">Number of IMTs.</param>
    /// <param name="sites">The sites.</param>
    /// <param name="events">The events.</param>
    /// <param name="rows">Rows of ground motion that there are at most.</param>
    /// <param name="file">Name that errors show.</param>
    public GmfGrid(int imts, SiteCollection sites, EventSet events, long rows, string file)
    {
        // Before the allocation: two small files may name billions of pairs.
        RequireRows(sites.Count, events.Count, rows, file);
        _sites = sites;
        _events = events;
        if ((long)sites.Count * events.Count > Array.MaxLength)
            throw GroundMotionErrors.TooManyPairs(sites.Count, events.Count, file);
        Gmvs = new float[imts][];
        for (var imt = 0; imt < imts; imt++)
        {
            // Not zeroed first: it is filled with NaN at once.
            Gmvs[imt] = GC.AllocateUninitializedArray<float>(sites.Count * events.Count);
            Array.Fill(Gmvs[imt], float.NaN);
        }
    }

    /// <summary><c>[imt]</c>: sites × events, row-major, NaN where there is no row.</summary>
    public float[][] Gmvs { get; }

    /// <summary>Refuses a calculation that would take much memory for hardly any ground motion.</summary>
    public static void RequireRows(long sites, long events, long rows, string file)
    {
        // Three longs from files: their product may exceed a long.
        if ((Int128)sites * events > (Int128)rows * PairsPerRow + AlwaysReadable)
            throw GroundMotionErrors.MostEventsAreEmpty(events, sites, rows, file);
    }

    /// <summary>Sets the values of a site and an event; false if they are set already.</summary>
    public bool TrySet(int site, int eventAt, ReadOnlySpan<float> values)
    {
        var at = site * _events.Count + eventAt;
        // The first IMT stands for all: rows set all of them, and never to NaN.
        if (!float.IsNaN(Gmvs[0][at]))
            return false;
        for (var imt = 0; imt < values.Length; imt++)
            Gmvs[imt][at] = values[imt];
        return true;
    }

    public InputException Duplicate(int site, int eventAt, string where) =>
        GroundMotionErrors.DuplicateEventSite(_events.Ids[eventAt], _sites.Ids[site], where);
}
