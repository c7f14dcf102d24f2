using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Workers.Contracts;
using Workers.Errors;
using Workers.Storage.Spatial;

namespace Workers.Coordinator.Admission;

/// <summary>Looks at a request before anything is done for it.</summary>
public static partial class RequestCheck
{
    private const int MaxCharacters = 4_000_000;

    /// <summary>Why the request cannot even become a job that people can see; null if it can.</summary>
    public static InputError? WhyNoJob(ImportHazardRequested request)
    {
        if (request.JobId == Guid.Empty)
            return new InputError(ErrorCode.RequestInvalid, "the request has no jobId", "jobId", "a UUID of your choice: the same for the same job");
        string text;
        try
        {
            text = Canonical(request);
        }
        catch (InvalidOperationException)
        {
            return new InputError(ErrorCode.RequestInvalid, "the request contains half of a surrogate pair", null, "Unicode text");
        }
        if (text.Length > MaxCharacters)
            return new InputError(ErrorCode.AreaTooComplex, $"the request has {text.Length:N0} characters", "area", $"at most {MaxCharacters:N0}");
        return text.Contains("\\u0000", StringComparison.OrdinalIgnoreCase)
            ? new InputError(ErrorCode.RequestInvalid, "the request contains a NUL character", null, "text")
            : null;
    }

    /// <summary>What is wrong with the request; null if nothing is. Whether hazard and model exist is the importer's to say.</summary>
    public static InputError? Problem(ImportHazardRequested request)
    {
        if (request.HazardCalculationId == Guid.Empty)
            return new InputError(ErrorCode.RequestInvalid, "the request names no hazard calculation", "hazardCalculationId", "the id of a hazard calculation in the icebox");
        if (!ContentHash().IsMatch(request.RiskModelId ?? ""))
            return new InputError(ErrorCode.RequestInvalid, $"'{request.RiskModelId}' is not the id of a risk model", "riskModelId", "64 lower-case hex digits: the content hash of the risk model");
        if (request.Area is not { } area)
            return null;
        if (area is { BoundingBox: null, Geometry: null })
            return new InputError(ErrorCode.AreaInvalid, "the area is empty", "area", "boundingBox or geometry; leave area out for the whole exposure");
        try
        {
            AreaOfInterest.Parse(area.BoundingBox, area.Geometry);
            return null;
        }
        catch (InputException e)
        {
            return e.Error;
        }
    }

    /// <summary>SHA-256 of what was asked, hex; equal for equal requests, whatever their attempt.</summary>
    public static string Hash(ImportHazardRequested request) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(request))));

    /// <summary>The request as JSON in one form.</summary>
    public static string Canonical(ImportHazardRequested request) => JsonSerializer.Serialize(request with { Attempt = 1 }, Json.Options);

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex ContentHash();
}
