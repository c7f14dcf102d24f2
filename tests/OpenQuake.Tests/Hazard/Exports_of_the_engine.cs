using Workers.Risk.Hazard;
using Workers.Errors;

namespace Workers.OpenQuake.Tests.Hazard;

/// <summary>Folders as the engine exports them, without hazard.json, and what may be wrong in them.</summary>
public sealed class Exports_of_the_engine : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hazard").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Curves_of_statistics_and_IMTs_make_one_calculation()
    {
        WriteCurves(
            "hazard_curve-mean-PGA_12.csv",
            "mean",
            "PGA",
            "poe-0.1000000,poe-0.2000000",
            "1.0,2.0,0.0,0.5,0.25",
            "1.5,2.0,0.0,1,0");
        WriteCurves(
            "hazard_curve-mean-SA(0.3)_12.csv",
            "mean",
            "SA(0.3)",
            "poe-0.1000000",
            "1.5,2.0,0.0,0.125",
            "1.0,2.0,0.0,1E-1");
        WriteCurves(
            "quantile_curve-0.5-PGA_12.csv",
            "quantile-0.5",
            "PGA",
            "poe-0.1000000,poe-0.2000000",
            "1.0,2.0,0.0,0.5,0.25",
            "1.5,2.0,0.0,1,0");
        WriteCurves(
            "quantile_curve-0.5-SA(0.3)_12.csv",
            "quantile-0.5",
            "SA(0.3)",
            "poe-0.1000000",
            "1.0,2.0,0.0,0.75",
            "1.5,2.0,0.0,0.5");
        var hazard = HazardReader.Read(_folder);
        Assert.Equal(["mean", "quantile-0.5"], hazard.Outputs.Select(o => o.Statistic));
        Assert.Equal(["PGA", "SA(0.3)"], hazard.Imts.Select(i => i.Imt));
        Assert.Equal([0.5, 0.25, 1, 0], hazard.Poes![0][0]);
        Assert.Equal([0.1, 0.125], hazard.Poes[0][1]);
        Assert.Equal([new Realization(0, 1)], hazard.Realizations);
        Assert.Equal(
            (50d, "OpenQuake engine 3.16.3", "7"),
            (hazard.InvestigationTime, hazard.EngineVersion, hazard.Parameters["checksum"]));
    }

    [Fact]
    public void Ground_motion_sites_events_and_realizations_are_found_by_name()
    {
        WriteGroundMotion();
        Write(
            "realizations_12.csv",
            "#,,\"generated_by='x'\"",
            "rlz_id,branch_path,weight",
            "0,A~A,7.0000000e-01",
            "1,A~B,3.0000000e-01");
        Write(
            "job.ini",
            "[general]",
            "calculation_mode = event_based",
            "investigation_time = 50",
            "ses_per_logic_tree_path = 10");
        var hazard = HazardReader.Read(_folder);
        Assert.Equal(("event_based", 50d, 10), (hazard.Mode, hazard.InvestigationTime, hazard.SesPerLogicTreePath));
        Assert.Equal([new(0, 0.7, "A~A"), new(1, 0.3, "A~B")], hazard.Realizations);
        Assert.Equal([3L, 7L, 8L], hazard.GroundMotion!.Events.Ids);
        Assert.Equal([1, 0, 1], hazard.GroundMotion.Events.Realizations);
        Assert.Equal([2, 1, 3], hazard.GroundMotion.Events.Years!);
        Assert.Equal([0.25f, float.NaN, 0.5f], hazard.GroundMotion.Values(0, 1).ToArray());
    }

    [Fact]
    public void Further_columns_of_sites_are_kept_as_they_are_written()
    {
        WriteGroundMotion();
        Write("realizations_12.csv", "rlz_id,branch_path,weight", "0,A~A,0.7", "1,A~B,0.3");
        Write(
            "job.ini",
            "[general]",
            "calculation_mode = event_based",
            "investigation_time = 50",
            "ses_per_logic_tree_path = 10");
        Write("sitemesh_12.csv", "vs30,site_id,lon,lat,depth,z1pt0", "760.0,2,11,20,0,", "8e2,1,10,20,0,-999");
        var parameters = HazardReader.Read(_folder).SiteParameters;
        Assert.Equal(["vs30", "z1pt0"], parameters.Keys);
        Assert.Equal(["8e2", "760.0"], parameters["vs30"]);
        Assert.Equal(["-999", ""], parameters["z1pt0"]);
    }

    [Fact]
    public void A_lost_investigation_time_is_not_taken_for_a_scenario()
    {
        WriteGroundMotion();
        Write("realizations_12.csv", "rlz_id,branch_path,weight", "0,A~A,0.7", "1,A~B,0.3");
        Assert.Equal(ErrorCode.InvestigationTimeMissing, Refused().Code);
        var parameters = new Dictionary<string, string> { ["investigation_time"] = "20" };
        Assert.Equal(20, HazardReader.Read(_folder, parameters).InvestigationTime);
    }

    [Theory]
    [InlineData("rlz_id,branch_path,weight\n0,A,0.7\n1,B,0.2", ErrorCode.WeightsInvalid)]
    [InlineData("rlz_id,branch_path,weight\n0,A,1", ErrorCode.WeightsInvalid)]
    [InlineData("rlz_id,branch_path,weight\n1,A,0.5\n0,B,0.5", ErrorCode.HazardFileMalformed)]
    [InlineData("rlz_id,branch_path,weight\n0,A,nan\n1,B,0.5", ErrorCode.WeightsInvalid)]
    [InlineData(null, ErrorCode.WeightsInvalid)]
    public void Weights_that_do_not_fit_are_refused(string? realizations, ErrorCode code)
    {
        WriteGroundMotion();
        Write("job.ini", "[general]", "investigation_time = 50");
        if (realizations is not null)
            Write("realizations_12.csv", realizations.Split('\n'));
        Assert.Equal(code, Refused().Code);
    }

    [Theory]
    [InlineData("3,1,oops", ErrorCode.HazardNotANumber)]
    [InlineData("3,1,nan", ErrorCode.HazardNotANumber)]
    [InlineData("3,1,1e999", ErrorCode.HazardNotANumber)]
    [InlineData("3,1,", ErrorCode.HazardNotANumber)]
    [InlineData("3,1,-0.1", ErrorCode.NegativeIntensity)]
    [InlineData("4,1,0.1", ErrorCode.UnknownEvent)]
    [InlineData("3,9,0.1", ErrorCode.UnknownSite)]
    [InlineData("8,2,0.1", ErrorCode.DuplicateEventSite)]
    [InlineData("x,2,0.1", ErrorCode.HazardFileMalformed)]
    [InlineData("3,2", ErrorCode.HazardFileMalformed)]
    [InlineData("3,2,0.1,7", ErrorCode.HazardFileMalformed)]
    public void A_wrong_line_of_ground_motion_is_refused(string line, ErrorCode code)
    {
        WriteGroundMotion(line);
        Write("job.ini", "[general]", "investigation_time = 50");
        Write("realizations_12.csv", "rlz_id,branch_path,weight", "0,A~A,0.7", "1,A~B,0.3");
        var error = Refused();
        Assert.Equal((code, "gmf-data_12.csv:5"), (error.Code, error.Where));
    }

    [Theory]
    [InlineData("poe-0.1,poe-0.2", "1,2,0,0.5,nan", ErrorCode.HazardNotANumber, ":3")]
    [InlineData("poe-0.1,poe-0.2", "1,2,0,0.5,1.5", ErrorCode.PoeOutOfRange, ":3")]
    [InlineData("poe-0.1,poe-0.2", "1,2,0,0.5,-0.5", ErrorCode.PoeOutOfRange, ":3")]
    [InlineData("poe-0.1,poe-0.2", "181,2,0,0.5,0.5", ErrorCode.CoordinateOutOfRange, ":3")]
    [InlineData("poe-0.1,poe-0.2", "1,2,0,0.5,0.5\n1.000001,2,0,0.5,0.5", ErrorCode.DuplicateSite, ":4")]
    [InlineData("poe-0.2,poe-0.1", "1,2,0,0.5,0.5", ErrorCode.LevelsNotIncreasing, ":2")]
    [InlineData("poe-0.1,poe-x", "1,2,0,0.5,0.5", ErrorCode.HazardFileMalformed, ":2")]
    [InlineData("poe-0.1,poe-0.2", "1,2,0,0.5", ErrorCode.HazardFileMalformed, ":3")]
    public void Wrong_curves_are_refused(string levels, string lines, ErrorCode code, string where)
    {
        WriteCurves("hazard_curve-mean-PGA_12.csv", "mean", "PGA", levels, lines.Split('\n'));
        var error = Refused();
        Assert.Equal((code, "hazard_curve-mean-PGA_12.csv" + where), (error.Code, error.Where));
    }

    [Fact]
    public void Files_that_do_not_fit_together_are_refused()
    {
        WriteCurves("hazard_curve-rlz-000-PGA_12.csv", "rlz-000", "PGA", "poe-0.1", "1,2,0,0.5");
        WriteCurves("hazard_curve-rlz-001-PGA_12.csv", "rlz-001", "PGA", "poe-0.1", "1,2,0,0.5");
        Assert.Equal(ErrorCode.WeightsInvalid, Refused().Code);
        Write("realizations_12.csv", "rlz_id,branch_path,weight", "0,A~A,0.7", "1,A~B,0.3");
        Assert.Equal(2, HazardReader.Read(_folder).Outputs.Count);
        WriteCurves("hazard_curve-rlz-001-PGA_12.csv", "rlz-001", "PGA", "poe-0.1", "1,3,0,0.5");
        Assert.Equal(ErrorCode.SitesDiffer, Refused().Code);
        WriteCurves("hazard_curve-rlz-001-PGA_12.csv", "rlz-001", "PGA", "poe-0.2", "1,2,0,0.5");
        Assert.Equal(ErrorCode.LevelsDiffer, Refused().Code);
        WriteCurves("hazard_curve-rlz-001-PGA_12.csv", "rlz-001", "SA(1.0)", "poe-0.2", "1,2,0,0.5");
        Assert.Equal(ErrorCode.HazardFileMissing, Refused().Code);
    }

    [Fact]
    public void Curves_without_investigation_time_are_refused()
    {
        Write("hazard_curve-mean-PGA.csv", "lon,lat,depth,poe-0.1", "1,2,0,0.5");
        Assert.Equal(ErrorCode.InvestigationTimeMissing, Refused().Code);
    }

    [Theory]
    [InlineData("site_id,lon,lat\n1,10,20\n1,11,20", ErrorCode.DuplicateSite)]
    [InlineData("site_id,lon,lat\n1,10,20\n2,10,20", ErrorCode.DuplicateSite)]
    [InlineData("site_id,lon,lat\n1,10,91\n2,10,20", ErrorCode.CoordinateOutOfRange)]
    [InlineData("site_id,lon,lat\n1.5,10,9\n2,10,20", ErrorCode.HazardFileMalformed)]
    [InlineData("site_id,lon,lat", ErrorCode.HazardFileMalformed)]
    [InlineData("a,b,c\n1,2,3", ErrorCode.HazardFileMalformed)]
    public void Wrong_sites_are_refused(string sites, ErrorCode code)
    {
        WriteGroundMotion();
        Write("sitemesh_12.csv", sites.Split('\n'));
        var error = Refused();
        Assert.Equal(code, error.Code);
        Assert.StartsWith("sitemesh_12.csv", error.Where);
    }

    [Fact]
    public void An_event_that_is_there_twice_is_refused()
    {
        WriteGroundMotion();
        Write("events_12.csv", "event_id,rup_id,rlz_id", "3,0,0", "3,1,0");
        Assert.Equal((ErrorCode.EventIdsInvalid, "events_12.csv:3"), (Refused().Code, Refused().Where));
    }

    [Fact]
    public void An_empty_folder_says_what_it_should_hold() =>
        Assert.Equal(ErrorCode.HazardFileMissing, Refused().Code);

    private InputError Refused() => Assert.Throws<InputException>(() => HazardReader.Read(_folder)).Error;

    private void WriteGroundMotion(params string[] more)
    {
        Write(
            "gmf-data_12.csv",
            [
                "#,,\"generated_by='OpenQuake engine 3.16.3'\"",
                "event_id,site_id,gmv_PGA",
                "3,2,2.5E-01",
                "8,2,0.5",
                .. more,
            ]);
        Write("sitemesh_12.csv", "#,,\"x\"", "site_id,lon,lat", "1,10.123456,20", "2,11,20");
        Write("events_12.csv", "event_id,rup_id,rlz_id,year,ses_id", "7,0,0,1,1", "3,0,1,2,1", "8,0,1,3,1");
    }

    private void WriteCurves(string name, string kind, string imt, string levels, params string[] rows) =>
        Write(
            name,
            [
                "#,,,\"generated_by='OpenQuake engine 3.16.3', start_date='2024-01-01T00:00:00', checksum=7, " +
                $"kind='{kind}', investigation_time=50.0, imt='{imt}'\"",
                "lon,lat,depth," + levels,
                .. rows,
            ]);

    private void Write(string name, params string[] lines) =>
        File.WriteAllText(Path.Combine(_folder, name), string.Join('\n', lines) + "\n");
}
