using System.Text;
using Workers.Errors;

namespace Workers.OpenQuake.Tests.Field;

public sealed class Hazard_files_of_the_field : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hazard").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Any_line_end_and_a_byte_order_mark_are_read_in_every_file(string end)
    {
        WriteFields();
        foreach (var file in Directory.GetFiles(_folder))
            File.WriteAllText(file, File.ReadAllText(file).ReplaceLineEndings(end), new UTF8Encoding(true));
        var hazard = HazardReader.Read(_folder);
        Assert.Equal([0.25f, 0.5f], hazard.GroundMotion!.Values(0, 0).ToArray());
        Assert.Equal(["PGA", "SA(1.0)"], hazard.GroundMotion.Imts);
    }

    [Fact]
    public void Event_ids_with_a_gap_and_no_file_of_events_give_a_warning()
    {
        WriteFields();
        Assert.Empty(HazardReader.Read(_folder).Warnings);
        Write("gmfs.csv", "event_id,site_id,gmv_PGA", "0,0,0.25", "2,0,0.5", "3,0,0.5");
        Assert.Contains("3 events with ids from 0 to 3", Assert.Single(HazardReader.Read(_folder).Warnings));
        Write("events.csv", "event_id", "0", "1", "2", "3");
        Assert.Empty(HazardReader.Read(_folder).Warnings);
    }

    [Fact]
    public void A_job_ini_elsewhere_may_say_the_investigation_time()
    {
        Write("hazard_curve-mean-PGA_1.csv", "lon,lat,depth,poe-0.1,poe-0.2", "10,20,0,0.5,0.25");
        Assert.Equal(ErrorCode.InvestigationTimeMissing, Refused().Code);
        var hazard = HazardReader.Read(_folder, new Dictionary<string, string> { ["investigation_time"] = "50" });
        Assert.Equal(50d, hazard.InvestigationTime);
    }

    [Fact]
    public void A_curve_that_rises_is_refused()
    {
        WriteRisingCurve("mean");
        var error = Refused();
        Assert.Equal((ErrorCode.PoesRise, "hazard_curve-mean-PGA_1.csv:3"), (error.Code, error.Where));
    }

    [Fact]
    public void Standard_deviations_may_rise()
    {
        WriteRisingCurve("std");
        Assert.Single(HazardReader.Read(_folder).Outputs);
    }

    [Fact]
    public void A_ShakeMap_is_called_by_its_name()
    {
        Write("grid.xml", "<shakemap_grid/>");
        var error = Refused();
        Assert.Equal((ErrorCode.NotYetSupported, "grid.xml"), (error.Code, error.Where));
        Assert.Contains("ShakeMap", error.What);
    }

    [Fact]
    public void A_folder_without_hazard_says_what_it_holds()
    {
        Write("other.csv", "a");
        Assert.Contains("other.csv", Refused().Expected);
    }

    [Theory]
    [InlineData("hazard.json", "{\"investigation_time\": null, \"description\": \"a\\u0000b\"}")]
    [InlineData("hazard.json", "{\"investigation_time\": null, \"description\": \"a\\ud800b\"}")]
    [InlineData("gmfs.csv", "#,\"description='a\0b'\"\nevent_id,site_id,gmv_PGA\n0,0,0.25\n")]
    [InlineData("gmfs.csv", "event_id,site_id,gmv_P\0A\n0,0,0.25\n")]
    [InlineData("sites.csv", "site_id,lon,lat,name\n0,10,20,a\0b\n")]
    public void A_text_that_no_database_holds_is_refused(string file, string content)
    {
        WriteFields();
        Write(file, content);
        Assert.Equal(ErrorCode.HazardFileMalformed, Refused().Code);
    }

    [Fact]
    public void A_byte_that_is_no_text_is_named_with_its_line()
    {
        WriteFields();
        byte[] sites = [.. "site_id,lon,lat,name\n0,10,20,"u8, 0xE9, (byte)'\n'];
        File.WriteAllBytes(Path.Combine(_folder, "sites.csv"), sites);
        var error = Refused();
        Assert.Equal((ErrorCode.HazardFileMalformed, "sites.csv:2"), (error.Code, error.Where));
        Assert.Contains("byte 9 of the line is 0xE9", error.What);
    }

    [Fact]
    public void Hardly_any_ground_motion_for_many_sites_and_events_is_refused_before_memory_is_taken()
    {
        WriteFields();
        Write("sites.csv", ["site_id,lon,lat", .. Enumerable.Range(0, 5000).Select(i => $"{i},{i * 0.01:0.00},20")]);
        Write("events.csv", ["event_id", .. Enumerable.Range(0, 50_000).Select(i => $"{i}")]);
        Assert.Equal(ErrorCode.EventIdsInvalid, Refused().Code);
    }

    private InputError Refused() => Assert.Throws<InputException>(() => HazardReader.Read(_folder)).Error;

    private void WriteRisingCurve(string statistic) => Write(
        $"hazard_curve-{statistic}-PGA_1.csv",
        "#,\"investigation_time=50.0, imt='PGA'\"",
        "lon,lat,depth,poe-0.1,poe-0.2",
        "10,20,0,0.25,0.5");

    private void WriteFields()
    {
        Write("hazard.json", "{\"investigation_time\": null}");
        Write("sites.csv", "site_id,lon,lat", "0,10,20");
        Write("gmfs.csv", "event_id,site_id,gmv_PGA,gmv_SA(1)", "0,0,0.25,0.1", "1,0,0.5,0.2");
    }

    private void Write(string name, params string[] lines) =>
        File.WriteAllText(Path.Combine(_folder, name), string.Join('\n', lines) + "\n");
}
