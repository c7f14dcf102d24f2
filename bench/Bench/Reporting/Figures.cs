using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Workers.Kit;

namespace Workers.Bench.Reporting;

/// <summary>What a benchmark found last, where, and when.</summary>
/// <param name="Load">Of the machine when it began.</param>
internal sealed record Figures(string Benchmark, string Machine, string Load, Findings Found)
{
    public static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Day of the run: that of its file.</summary>
    public string Day(bool quick) => File.GetLastWriteTimeUtc(PathOf(Benchmark, quick)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public void Keep(bool quick)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(Benchmark, quick))!);
        File.WriteAllText(PathOf(Benchmark, quick), JsonSerializer.Serialize(this, Json));
    }

    /// <summary>Of the benchmark's last run that found something; null if there was none.</summary>
    public static Figures? Last(string benchmark, bool quick) => File.Exists(PathOf(benchmark, quick))
        ? JsonSerializer.Deserialize<Figures>(File.ReadAllText(PathOf(benchmark, quick)), Json)
        : null;

    private static string PathOf(string benchmark, bool quick) =>
        Path.Combine(Checkout.Find().Local, quick ? "figures-quick" : "figures", $"{benchmark}.json");
}
