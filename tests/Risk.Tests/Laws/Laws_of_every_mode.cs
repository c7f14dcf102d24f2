using Workers.OpenQuake;
using Workers.Risk.Hazard;
using Workers.Risk.Job;
using Workers.Risk.Results;
using Workers.Support.Answers;

namespace Workers.Risk.Tests.Laws;

/// <summary>What holds whatever the numbers are, on cases of every mode.</summary>
public class Laws_of_every_mode
{
    public static TheoryData<string> Cases() => [.. EngineCase.InTheClone];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Blocks_of_any_size_give_what_the_whole_gives(string name) => CheckBlocks(EngineCase.Copy(name));

    [SkippableTheory]
    [InlineData("ebr_case_1_ins2")]
    [InlineData("ebr_case_1f_ebrisk")]
    [InlineData("ebr_case_1g")]
    [InlineData("ebr_case_6c")]
    [InlineData("ebr_case_master")]
    [InlineData("ebr_reinsurance_2")]
    [InlineData("gmf_ebrisk_case_6_pla")]
    [InlineData("scenario_damage_case_12")]
    [InlineData("scenario_risk_case_6a")]
    public void So_they_do_with_insurance_treaties_amplification_years_and_several_realizations(string name) =>
        CheckBlocks(EngineCase.Shared(name));

    private static void CheckBlocks(EngineCase engine)
    {
        var (job, hazard) = Read(engine);
        var whole = RiskCalculation.Calculate(job, hazard);
        foreach (var size in (int[])[1, 2, 5, 11, 100_000])
        {
            var joined = InBlocks.Calculate(job, hazard, size);
            Assert.Equal(whole.Assets.Select(a => a.Id), joined.Assets.Select(a => a.Id));
            Assert.Equal(whole.Outputs.Count, joined.Outputs.Count);
            Assert.All(whole.Outputs.Zip(joined.Outputs), o => Same(o.First, o.Second, hazard is CurveInput));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Stronger_hazard_never_means_less_loss_or_damage(string name)
    {
        var (job, hazard) = Read(EngineCase.Copy(name));
        job = job with { Parameters = job.Parameters with { IgnoreCovs = true } };
        var weak = Severities(RiskCalculation.Calculate(job, hazard));
        var strong = Severities(RiskCalculation.Calculate(job, Stronger(hazard)));
        Assert.NotEmpty(weak);
        Assert.All(
            weak,
            w =>
                Assert.True(
                    w.Value <= strong.GetValueOrDefault(w.Key) * (1 + 2e-7),
                    $"{w.Key}: {w.Value}, then {strong.GetValueOrDefault(w.Key)}"));
        Assert.Contains(weak, w => w.Value < strong[w.Key]);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Curves_never_rise(string name)
    {
        var (job, hazard) = Read(EngineCase.Copy(name));
        foreach (var output in RiskCalculation.Calculate(job, hazard).Outputs)
            if (output is AssetCurves curves)
                Assert.All(curves.Poes.Zip(curves.Losses), c =>
                {
                    Assert.True(c.First.Zip(c.First.Skip(1)).All(p => p.First >= p.Second));
                    Assert.True(c.Second.Zip(c.Second.Skip(1)).All(l => l.First <= l.Second));
                });
            else if (output is AggregateTable { ReturnPeriods: { } periods } table)
                Assert.All(Followers(table), i =>
                    Assert.True(
                        periods[i] > periods[i - 1] && table.Values[0][i] >= table.Values[0][i - 1],
                        "less probable, less loss"));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Parts_add_up(string name)
    {
        var (job, hazard) = Read(EngineCase.Copy(name));
        var results = RiskCalculation.Calculate(job, hazard);
        var total = results.AggregateKeys.Count;
        foreach (
            var average in results.Outputs.OfType<AssetValues>()
                .Where(o => o.Kind == OutputKind.AverageLosses && o.Realization is not null))
            foreach (
                var risk in results.Outputs.OfType<AggregateTable>()
                    .Where(
                        t =>
                            t.Kind == OutputKind.AggregateRisk
                                && (t.LossType, t.Realization) == (average.LossType, average.Realization)))
                Assert.Equal(
                    average.Values.Sum(v => (double)v),
                    risk.Values[0][Array.IndexOf(risk.AggregateIds, total)],
                    Close);
        foreach (var damage in results.Outputs.OfType<AssetValues>()
            .Where(o => o.Kind == OutputKind.Damages && job.Fragility.DamageStates.Contains(o.Measure))
            // Quantiles of parts are not parts of a quantile.
            .Where(o => o.Statistic is null or "mean")
            .GroupBy(o => (o.LossType, o.Realization, o.Statistic)))
            Assert.Equal(
                results.Assets.Select(a => (double)a.Number),
                results.Assets.Select((_, a) => damage.Sum(state => (double)state.Values[a])),
                Close);
        // What is reinsured is settled by policy and for the portfolio, not by tag.
        foreach (var table in results.Outputs.OfType<EventTable>().Where(t => t.Kind != OutputKind.ReinsuranceByEvent))
            foreach (var rows in Enumerable.Range(0, table.EventIds.Length).GroupBy(i => table.EventIds[i]))
                foreach (var set in job.Parameters.AggregateBy)
                    Assert.Equal(rows.Where(i => table.AggregateIds[i] == total).Sum(i => (double)table.Values[0][i]),
                        rows.Where(
                            i =>
                                table.AggregateIds[i] < total && results.AggregateKeys[table.AggregateIds[i]]
                                    .TagNames.SequenceEqual(set))
                            .Sum(i => (double)table.Values[0][i]), Close);
    }

    private static (RiskJob Job, HazardInput Hazard) Read(EngineCase engine) =>
        (RiskJobReader.Read(engine.Files()), HazardInput.From(HazardReader.Read(engine.Hazard)));

    /// <summary>Ground motion that is a fifth stronger; curves of twice the rate.</summary>
    private static HazardInput Stronger(HazardInput hazard)
    {
        if (hazard is CurveInput { Curves: var curves })
            return new CurveInput(
                curves with {
                    Poes = [
                        .. curves.Poes.Select(
                            r => r.Select(i => i.Select(p => 1 - (1 - p) * (1 - p)).ToArray()).ToArray())]});
        var motion = (GroundMotionInput)hazard;
        var fields = (GroundMotionFields)motion.Fields;
        return motion with {
            Fields = fields with { Gmvs = [.. fields.Gmvs.Select(g => g.Select(v => v * 1.2f).ToArray())] }};
    }

    /// <summary>
    /// What must not shrink: losses by event or asset, and buildings in each damage state or a worse one.
    /// </summary>
    /// <summary>Rows that follow another one of the same aggregation.</summary>
    private static IEnumerable<int> Followers(AggregateTable table) =>
        Enumerable.Range(1, table.AggregateIds.Length - 1)
            .Where(i => table.AggregateIds[i] == table.AggregateIds[i - 1]);

    private static Dictionary<string, double> Severities(RiskResults results)
    {
        var all = new Dictionary<string, double>();
        foreach (var output in results.Outputs)
            switch (output)
            {
                case AssetValues {
                    Kind: OutputKind.AverageLosses or OutputKind.LossMaps or OutputKind.BenefitCost,
                    Measure: not Measure.BenefitCost} values:
                    for (var a = 0; a < values.Values.Length; a++)
                    {
                        var kind = $"{values.Kind} {values.LossType} {values.Measure}";
                        var which = $"{values.Realization} {values.Statistic} {values.Poe}";
                        all[$"{kind} {which} {a}"] = values.Values[a];
                    }
                    break;
                case EventTable { Measures: [Measure.Loss, ..] } table:
                    for (var i = 0; i < table.EventIds.Length; i++)
                        all[$"{table.LossType} {table.EventIds[i]} {table.AggregateIds[i]}"] = table.Values[0][i];
                    break;
            }
        foreach (
            var states in results.Outputs.OfType<AssetValues>()
                .Where(o => o.Kind == OutputKind.Damages && o.Statistic is null)
                .GroupBy(o => (o.LossType, o.Realization)))
            for (var a = 0; a < results.Assets.Count; a++)
                for (var d = 1; d < states.Count(); d++)
                    all[$"{states.Key} {a} {d}"] = states.Skip(d).Sum(s => (double)s.Values[a]);
        return all;
    }

    /// <summary>
    /// Sums over events may be formed in another order, which costs a bit at most; all else is the same, bit for bit.
    /// </summary>
    private static void Same(RiskOutput whole, RiskOutput joined, bool exactly)
    {
        Assert.Equal(
            (whole.Kind, whole.LossType, whole.Realization, whole.Statistic),
            (joined.Kind, joined.LossType, joined.Realization, joined.Statistic));
        switch (whole, joined)
        {
            case (AssetValues a, AssetValues b):
                Assert.Equal(
                    a.Values,
                    b.Values,
                    (x, y) => x.Equals(y) || (!exactly && (x == MathF.BitIncrement(y) || x == MathF.BitDecrement(y))));
                break;
            case (AssetCurves a, AssetCurves b):
                Assert.Equal(a.Losses, b.Losses);
                Assert.Equal(a.Poes, b.Poes);
                break;
            case (EventTable a, EventTable b):
                Assert.Equal(a.EventIds, b.EventIds);
                Assert.Equal(a.AggregateIds, b.AggregateIds);
                Assert.Equal(a.Values, b.Values);
                break;
            case (AggregateTable a, AggregateTable b):
                Assert.Equal(a.AggregateIds, b.AggregateIds);
                Assert.Equal(a.Values, b.Values);
                break;
            default:
                Assert.Fail($"{whole.GetType().Name} and {joined.GetType().Name}");
                break;
        }
    }

    private static bool Close(double a, double b) => Math.Abs(a - b) <= 2e-6 * Math.Abs(a);
}
