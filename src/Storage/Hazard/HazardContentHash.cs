using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Workers.Risk.Hazard;

namespace Workers.Storage.Hazard;

/// <summary>
/// SHA-256 over all that a hazard calculation says, so that the same content is archived once, and provenance can be
/// proven.
/// </summary>
internal static class HazardContentHash
{
    public static string Compute(ArchivableHazard hazard)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // Names and order of the fields are part of the hash: another spelling would archive everything once more.
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(new
        {
            hazard.Mode,
            hazard.Description,
            hazard.EngineVersion,
            Kind = hazard.Kind.ToString(),
            hazard.InvestigationTime,
            hazard.SesPerLogicTreePath,
            hazard.LogicTreeSamples,
            hazard.Imts,
            hazard.Realizations,
            hazard.Outputs,
            Parameters = hazard.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal),
            SiteParameters = hazard.SiteParameters.OrderBy(p => p.Key, StringComparer.Ordinal),
            Sites = hazard.Sites.Count,
            Events = hazard.GroundMotion?.Events.Count,
            HasYears = hazard.GroundMotion?.Events.Years is not null,
            HasRuptures = hazard.GroundMotion?.Events.Ruptures is not null,
        }));
        Append<int>(hash, hazard.Sites.Ids);
        Append<double>(hash, hazard.Sites.Lons);
        Append<double>(hash, hazard.Sites.Lats);
        Append<double>(hash, hazard.Depths);
        foreach (var poes in (hazard.Poes ?? []).SelectMany(byImt => byImt))
            Append<double>(hash, poes);
        if (hazard.GroundMotion is { } motion)
            AppendGroundMotion(hash, motion);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void AppendGroundMotion(IncrementalHash hash, IGroundMotion motion)
    {
        Append<long>(hash, motion.Events.Ids);
        Append<int>(hash, motion.Events.Realizations);
        Append<int>(hash, motion.Events.Years);
        Append<long>(hash, motion.Events.Ruptures);
        for (var imt = 0; imt < motion.Imts.Count; imt++)
        {
            for (var site = 0; site < motion.Sites.Count; site++)
                hash.AppendData(Payload.BytesOf(motion.Values(imt, site)));
        }
    }

    private static void Append<T>(IncrementalHash hash, ReadOnlySpan<T> values) where T : struct =>
        hash.AppendData(MemoryMarshal.AsBytes(values));
}
