using Workers.Risk.Hazard;
using Workers.Errors;

namespace Workers.OpenQuake.Hazard;

/// <summary>Sites × events for each IMT, filled row by row.</summary>
internal sealed class GmfGrid
{
    private readonly SiteCollection _sites;
    private readonly EventSet _events;

    public GmfGrid(int imts, SiteCollection sites, EventSet events, string file)
    {
        (_sites, _events) = (sites, events);
        if ((long)sites.Count * events.Count > Array.MaxLength)
            throw new InputException(ErrorCode.TooLarge, $"{sites.Count} sites × {events.Count} events are too many to read at once.", file, $"at most {Array.MaxLength} pairs");
        Gmvs = new float[imts][];
        for (var imt = 0; imt < imts; imt++)
            Array.Fill(Gmvs[imt] = GC.AllocateUninitializedArray<float>(sites.Count * events.Count), float.NaN);
    }

    /// <summary><c>[imt]</c>: sites × events, row-major, NaN where there is no row.</summary>
    public float[][] Gmvs { get; }

    /// <summary>Sets the values of a site and an event; false if they are set already.</summary>
    public bool TrySet(int site, int eventAt, ReadOnlySpan<float> values)
    {
        var at = site * _events.Count + eventAt;
        if (!float.IsNaN(Gmvs[0][at]))
            return false;
        for (var imt = 0; imt < values.Length; imt++)
            Gmvs[imt][at] = values[imt];
        return true;
    }

    public InputException Duplicate(int site, int eventAt, string where) => new(ErrorCode.DuplicateEventSite,
        $"Event {_events.Ids[eventAt]} at site {_sites.Ids[site]} is there twice.", where, "one row for an event and a site");
}
