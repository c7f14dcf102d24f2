using System.Text.Json.Serialization;

namespace Workers.Bench.Import;

/// <summary>A value in a row of its own, as ground motion is commonly laid out.</summary>
internal sealed class Gmv
{
    [JsonPropertyName("eid")]
    public int Event { get; set; }

    [JsonPropertyName("sid")]
    public int Site { get; set; }

    [JsonPropertyName("gmv")]
    public float Value { get; set; }

    /// <summary>So many values by event and site, as the engine exports them.</summary>
    public static IEnumerable<Gmv> Some(int count)
    {
        var random = new Random(7);
        return Enumerable
            .Range(0, count)
            .Select(i => new Gmv { Event = i / 1_000, Site = i % 1_000, Value = MathF.Round(random.NextSingle(), 5) });
    }
}
