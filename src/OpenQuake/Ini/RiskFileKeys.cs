using Workers.Errors;

namespace Workers.OpenQuake.Ini;

/// <summary>Parameters of job.ini that name files of the risk model.</summary>
internal static class RiskFileKeys
{
    /// <summary>Loss types that may have risk functions.</summary>
    private static readonly string[] LossTypes =
    [
        "structural", "nonstructural", "contents", "business_interruption",
        "occupants", "area", "number", "residents",
    ];

    private static readonly string[] Kinds = ["vulnerability", "fragility", "consequence", "vulnerability_retrofitted"];

    public const string Exposure = "exposure_file";
    public const string TaxonomyMapping = "taxonomy_mapping_csv";
    public const string Consequence = "consequence_file";
    public const string Insurance = "insurance_csv";
    public const string Reinsurance = "reinsurance_file";
    public const string PostLossAmplification = "post_loss_amplification_file";

    /// <summary>Other spellings that the engine takes.</summary>
    private static readonly Dictionary<string, string> Synonyms = new()
    {
        ["exposure_xml"] = Exposure,
        ["taxonomy_mapping_file"] = TaxonomyMapping,
        ["consequence_csv"] = Consequence,
        ["insurance_file"] = Insurance,
        ["reinsurance_xml"] = Reinsurance,
        ["post_loss_amplification_csv"] = PostLossAmplification,
        ["vulnerability_file"] = "structural_vulnerability_file",
        ["fragility_file"] = "structural_fragility_file",
    };

    public static IReadOnlySet<string> Names { get; } = new HashSet<string>(
    [
        Exposure, TaxonomyMapping, Consequence, Insurance, Reinsurance, PostLossAmplification,
        .. Synonyms.Keys,
        .. LossTypes.SelectMany(l => Kinds.Select(k => FunctionKey(l, k))),
    ]);

    private static string FunctionKey(string lossType, string kind) => $"{lossType}_{kind}_file";

    /// <summary>The spelling that is used here of a key.</summary>
    public static string NameOf(string key) => Synonyms.GetValueOrDefault(key, key);

    /// <summary>The entry of a key or one of its synonyms; null if absent or empty.</summary>
    public static IniEntry? Find(IReadOnlyList<IniEntry> entries, string key)
    {
        var found = entries.Where(e => NameOf(e.Key) == key && e.Value.Length > 0).ToList();
        // Two spellings with two files: which one counts cannot be known.
        if (found.Count > 1)
            throw ParameterErrors.SaysTheSame(found[1].Key, found[0].Key, found[1].Place);
        return found.FirstOrDefault();
    }

    /// <summary>Entries that name functions of a kind, by loss type in alphabetical order.</summary>
    public static IReadOnlyList<(string LossType, IniEntry Entry)> FindByLossType(
        IReadOnlyList<IniEntry> entries,
        string kind)
    {
        var found = new List<(string LossType, IniEntry Entry)>();
        // Alphabetical, as the engine sorts them: random numbers are drawn in this order.
        foreach (var lossType in LossTypes.Order(StringComparer.Ordinal))
            if (Find(entries, FunctionKey(lossType, kind)) is { } entry)
                found.Add((lossType, entry));
        return found;
    }
}
