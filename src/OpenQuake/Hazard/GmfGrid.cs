using Workers.Errors;
using Workers.Risk.Hazard;

namespace Workers.OpenQuake.Hazard;

/// <summary>Sites × events for each IMT, filled row by row.</summary>
internal sealed class GmfGrid
{
    private readonly SiteCollection _sites;
    private readonly EventSet _events;

    public GmfGrid(int imts, SiteCollection sites, EventSet events, string file)
    {
        _sites = sites;
        _events = events;
        if ((long)sites.Count * events.Count > Array.MaxLength)
            throw HazardErrors.TooManyPairs(sites.Count, events.Count, file);
        Gmvs = new float[imts][];
        for (var imt = 0; imt < imts; imt++)
        {
            Gmvs[imt] = GC.AllocateUninitializedArray<float>(sites.Count * events.Count);
            Array.Fill(Gmvs[imt], float.NaN);
        }
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

    public InputException Duplicate(int site, int eventAt, string where) =>
        HazardErrors.DuplicateEventSite(_events.Ids[eventAt], _sites.Ids[site], where);
}
