using System.Text.RegularExpressions;
using Workers.Contracts;
using Workers.Errors;
using Workers.Storage.Spatial;

namespace Workers.Coordinator.Admission;

/// <summary>What can be known to be wrong with a job before anything is done for it.</summary>
public static partial class RequestCheck
{
    /// <summary>
    /// What is wrong with the request; null if nothing is. Whether hazard and model exist is the importer's to say.
    /// </summary>
    public static InputError? Problem(ImportHazardRequested request)
    {
        if (request.HazardCalculationId == Guid.Empty)
            return RequestErrors.NoHazardCalculation().Error;
        if (!ContentHash().IsMatch(request.RiskModelId ?? ""))
            return RequestErrors.NotARiskModelId(request.RiskModelId).Error;
        return request.Area is { } area ? Problem(area) : null;
    }

    private static InputError? Problem(Area area)
    {
        if (area is { BoundingBox: null, Geometry: null })
            return RequestErrors.EmptyArea().Error;
        try
        {
            // Read here only to refuse it early; the importer reads it again.
            AreaOfInterest.Parse(area.BoundingBox, area.Geometry);
            return null;
        }
        catch (InputException e)
        {
            return e.Error;
        }
    }

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex ContentHash();
}
