using Workers.Support.Answers;

namespace Workers.Risk.Tests.Cases;

/// <summary>The comparison that all cases rely on says so when anything differs, or was not compared.</summary>
public sealed class Comparison_with_the_engine : IDisposable
{
    private const string Losses =
        "asset_id,lon,lat,structural\na1,1.00000,2.00000,1.00000E+01\na2,1.00000,2.00000,2.00000E+01\n";

    private readonly string _expected = Directory.CreateTempSubdirectory("engine").FullName;
    private readonly string _actual = Directory.CreateTempSubdirectory("ours").FullName;

    public void Dispose()
    {
        Directory.Delete(_expected, recursive: true);
        Directory.Delete(_actual, recursive: true);
    }

    [Fact]
    public void The_same_files_agree_and_are_counted()
    {
        Expect("avg_losses-mean.csv", "#,,,\"generated_by='OpenQuake engine'\"\n" + Losses);
        Give("avg_losses-mean.csv", Losses);
        Expect("aggrisk-.csv", "loss_type,loss_value\nstructural,1.23457E+06\n");
        Give("aggrisk.csv", "loss_type,loss_value\nstructural,1234567\n");
        var agreement = Compare();
        Assert.Empty(agreement.Problems);
        Assert.Equal((2, 3, 6, 7), (agreement.Files, agreement.Rows, agreement.Columns, agreement.Values));
    }

    [Theory]
    [InlineData("asset_id,lon,lat,structural\na1,1,2,10\na2,1,2,20.001\n", "row 2 structural: 20.001 instead of 20")]
    [InlineData("asset_id,lon,lat,structural\na2,1,2,20\na1,1,2,10\n", "row 1 asset_id: 'a2' instead of 'a1'")]
    [InlineData("asset_id,lon,lat,structural\na1,1,2,10\n", "1 rows instead of 2")]
    [InlineData(
        "asset_id,lat,lon,structural\na1,1,2,10\na2,1,2,20\n", "columns asset_id,lat,lon,structural instead of")]
    [InlineData("asset_id,lon,lat,structural\na1,1.00001,2,10\na2,1,2,20\n", "row 1 lon")]
    public void A_number_an_order_a_row_a_column_that_differs_is_a_problem(string ours, string problem)
    {
        Expect("avg_losses-mean.csv", Losses);
        Give("avg_losses-mean.csv", ours);
        Assert.Contains(problem, string.Join('\n', Compare().Problems));
    }

    [Fact]
    public void Files_are_known_by_their_full_names()
    {
        Expect("loss_curves-quantile-0.15.csv", Losses);
        Give("loss_curves-quantile-0.5.csv", Losses);
        Assert.Equal(
            [
                "loss_curves-quantile-0.15.csv is missing",
                "loss_curves-quantile-0.5.csv is not among the engine's files"],
            Compare().Problems);
    }

    [Fact]
    public void With_one_realization_a_statistic_may_be_there_or_not_and_is_equal_to_it()
    {
        Expect("avg_losses-rlz-000.csv", Losses);
        Give("avg_losses-rlz-000.csv", Losses);
        Give("avg_losses-quantile-0.5.csv", Losses);
        Assert.Empty(Compare(oneRealization: true).Problems);
        Assert.NotEmpty(Compare(oneRealization: false).Problems);

        Give("avg_losses-quantile-0.5.csv", Losses.Replace("2.00000E+01", "2.10000E+01"));
        Assert.Contains("row 2 structural: 21 instead of 20", Assert.Single(Compare(oneRealization: true).Problems));
    }

    [Fact]
    public void Losses_of_several_realizations_may_be_left_out_unless_they_are_asked_for()
    {
        Expect("avg_losses-mean.csv", Losses);
        Give("avg_losses-mean.csv", Losses);
        Give("avg_losses-rlz-000.csv", Losses);
        Give("aggcurves-district.csv", Losses);
        var agreement = new Agreement();
        new ExportedAnswer(_expected, _actual, oneRealization: false, statisticsAlone: true).Compare(agreement);
        Assert.Empty(agreement.Problems);
        Assert.Equal(2, Compare().Problems.Count);
    }

    [Fact]
    public void Losses_by_source_are_known_not_to_be_made()
    {
        Expect("src_loss_structural.csv", "source,value\n1,1.00000E+00\n");
        Assert.Empty(Compare().Problems);
        Assert.Equal(0, Compare().Files);
    }

    private Agreement Compare(bool oneRealization = false)
    {
        var agreement = new Agreement();
        new ExportedAnswer(_expected, _actual, oneRealization).Compare(agreement);
        return agreement;
    }

    private void Expect(string name, string text) => File.WriteAllText(Path.Combine(_expected, name), text);

    private void Give(string name, string text) => File.WriteAllText(Path.Combine(_actual, name), text);
}
