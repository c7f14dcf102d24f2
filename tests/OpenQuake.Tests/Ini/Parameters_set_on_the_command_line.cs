using System.Text;
using Workers.Errors;
using Workers.OpenQuake.Ini;

namespace Workers.OpenQuake.Tests.Ini;

public class Parameters_set_on_the_command_line
{
    private const string Ini = """
        [general]
        calculation_mode = scenario_risk
        consequence_file = {'taxonomy':
          'a.csv'}
        individual_curves = true
        asset_hazard_distance = 20
        """;

    [Fact]
    public void A_value_takes_the_place_of_the_one_in_the_file()
    {
        var entries = Set(("asset_hazard_distance", "5"));

        Assert.Equal(
            ["calculation_mode", "consequence_file", "individual_curves", "asset_hazard_distance"],
            entries.Select(e => e.Key));
        Assert.Equal(("5", "--set asset_hazard_distance"), (entries[3].Value, entries[3].Place));
    }

    [Theory]
    [InlineData("individual_rlzs", "individual_curves")]
    [InlineData("consequence_csv", "consequence_file")]
    [InlineData("CONSEQUENCE_FILE", "consequence_file")]
    public void Another_spelling_takes_its_place_too(string name, string replaced)
    {
        var entries = Set((name, "x"));

        var key = name.ToLowerInvariant();

        Assert.Equal("x", Assert.Single(entries, e => e.Key == key).Value);
        if (key != replaced)
            Assert.DoesNotContain(entries, e => e.Key == replaced);
    }

    [Fact]
    public void All_lines_of_a_value_become_comments()
    {
        var text = Encoding.UTF8.GetString(Write(("consequence_file", "b.csv")));

        Assert.Contains("# consequence_file = {'taxonomy':\n# 'a.csv'}\n", text);
        Assert.EndsWith("[--set]\nconsequence_file = b.csv\n", text);
    }

    [Fact]
    public void What_is_written_can_be_written_again()
    {
        var twice = IniOverrides.Write(Write(("mean", "true")), "job.ini", Values(("mean", "false")));

        Assert.Equal("false", Assert.Single(IniFile.Parse(twice, "job.ini"), e => e.Key == "mean").Value);
    }

    [Theory]
    [InlineData("mean", "true\nmax = true")]
    [InlineData("mean\nmax", "true")]
    [InlineData("# mean", "true")]
    [InlineData("[mean]", "true")]
    public void A_name_or_value_that_would_write_another_line_is_refused(string name, string value)
    {
        var error = Assert.Throws<InputException>(() => Write((name, value))).Error;

        Assert.Equal((ErrorCode.IniMalformed, "--set"), (error.Code, error.Where));
    }

    [Fact]
    public void An_unknown_name_is_refused_as_in_the_file()
    {
        var files = SmallJob.Pack(SmallJob.Files()).WithParameters(Values(("asset_hazard_distanze", "5")));
        var error = Assert.Throws<InputException>(() => RiskJobReader.ReadThrough(files)).Error;

        Assert.Equal((ErrorCode.UnknownParameter, "--set asset_hazard_distanze"), (error.Code, error.Where));
        Assert.Contains("asset_hazard_distance?", error.Expected);
    }

    [Fact]
    public void The_files_to_archive_say_the_value()
    {
        var files = SmallJob.Pack(SmallJob.Files()).WithParameters(Values(("master_seed", "7")));
        var (job, kept) = RiskJobReader.ReadThrough(files);

        Assert.Equal(7, job.Parameters.MasterSeed);
        Assert.Equal(7, RiskJobReader.Read(kept).Parameters.MasterSeed);
    }

    private static IReadOnlyList<IniEntry> Set(params (string Name, string Value)[] values) =>
        IniFile.Parse(Write(values), "job.ini");

    private static byte[] Write(params (string Name, string Value)[] values) =>
        IniOverrides.Write(Encoding.UTF8.GetBytes(Ini), "job.ini", Values(values));

    private static Dictionary<string, string> Values(params (string Name, string Value)[] values) =>
        values.ToDictionary(v => v.Name, v => v.Value);
}
