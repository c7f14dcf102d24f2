namespace Workers.OpenQuake.JobFiles;

/// <summary>How much an upload of risk job files may hold; what is beyond is refused before it is kept.</summary>
public sealed record JobFilesLimits
{
    /// <summary>Limits for uploads by people and programs.</summary>
    public static JobFilesLimits Default { get; } = new();

    /// <summary>Files.</summary>
    public int MaxFiles { get; init; } = 1_000;

    /// <summary>Bytes of all files after decompression.</summary>
    public long MaxTotalBytes { get; init; } = 512L << 20;

    /// <summary>Bytes of the zip itself.</summary>
    public long MaxZipBytes { get; init; } = 256L << 20;

    /// <summary>
    /// Decompressed over compressed bytes of one entry; small entries (below a megabyte) may exceed it.
    /// </summary>
    public int MaxRatio { get; init; } = 250;

    /// <summary>
    /// Decompressed bytes of all files over those of the zip; small zips (below 32 MB) may exceed it.
    /// </summary>
    public int MaxTotalRatio { get; init; } = 50;

    /// <summary>Parts of a path.</summary>
    public int MaxPathDepth { get; init; } = 8;

    /// <summary>Characters of a path.</summary>
    public int MaxPathLength { get; init; } = 240;
}
