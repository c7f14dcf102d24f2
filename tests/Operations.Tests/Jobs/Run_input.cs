using System.IO.Compression;
using Workers.Errors;
using Workers.Operations.Jobs;
using Workers.Support.Answers;

namespace Workers.Operations.Tests.Jobs;

/// <summary>What <c>run</c> takes: a case as the engine ran it, hazard named in job.ini, in its three forms.</summary>
public sealed class Run_input : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("run").FullName;
    private readonly string _job;

    public Run_input() => _job = CopyWithoutHazardFolder("scenario_risk_bt_cov", "town");

    private string Ini => Path.Combine(_job, "job.ini");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_job_ini_its_folder_and_its_zip_are_the_same_job()
    {
        var zip = Path.Combine(_root, "town.zip");
        ZipFile.CreateFromDirectory(_job, zip, CompressionLevel.Fastest, includeBaseDirectory: true);
        var runs = new[] { Ini, _job, zip }.Select(path => RunInput.Read(path)).ToList();

        Assert.All(runs, run => Assert.Equal(runs[0].Model.Files.Keys, run.Model.Files.Keys));
        Assert.All(runs, run => Assert.Equal("scenario", run.Hazard!.Mode));
        Assert.All(runs, run => Assert.Equal(runs[0].Hazard!.Sites, run.Hazard!.Sites));
    }

    [Theory]
    [InlineData("cr02_classical_risk", "classical")]
    [InlineData("classical_risk_many", "classical")]
    [InlineData("ed02_event_based_damage", "event_based")]
    public void Hazard_is_found_where_job_ini_names_it(string name, string mode)
    {
        var folder = CopyWithoutHazardFolder(name, "other");

        Assert.Equal(mode, RunInput.Read(Path.Combine(folder, "job.ini")).Hazard!.Mode);
    }

    [Fact]
    public void A_folder_hazard_comes_before_what_job_ini_names()
    {
        var engine = EngineCase.Copy("scenario_risk_bt_cov");
        var own = RunInput.Read(Path.Combine(engine.Inputs, "job.ini")).Hazard!;

        Assert.Equal("gmf", own.Content.Parameters["kind"]);
    }

    [Fact]
    public void Sites_may_stand_in_the_site_model()
    {
        Replace("sites_csv = sites.csv", "site_model_file = site_model.csv");
        var lines = File.ReadAllLines(Path.Combine(_job, "sites.csv")).Select(line => line[(line.IndexOf(',') + 1)..]);
        File.WriteAllLines(Path.Combine(_job, "site_model.csv"), lines);
        File.Delete(Path.Combine(_job, "sites.csv"));

        Assert.Equal(0, RunInput.Read(Ini).Hazard!.Content.Sites.Ids[0]);
    }

    [Fact]
    public void Files_beside_the_folder_of_job_ini_are_found()
    {
        foreach (var (name, folder) in new[] { ("exposure.xml", "exposure"), ("gmfs.csv", "shaking") })
        {
            Directory.CreateDirectory(Path.Combine(_root, folder));
            Replace($"= {name}", $"= ../{folder}/{name}");
            File.Move(Path.Combine(_job, name), Path.Combine(_root, folder, name));
        }
        foreach (var csv in Directory.GetFiles(_job, "exposure*.csv"))
            File.Move(csv, Path.Combine(_root, "exposure", Path.GetFileName(csv)));
        var run = RunInput.Read(Ini);

        Assert.Contains("exposure/exposure.xml", run.Model.Files.Keys);
        Assert.Equal("scenario", run.Hazard!.Mode);
    }

    [Fact]
    public void Of_several_ini_files_the_one_that_is_given_is_meant()
    {
        File.Copy(Ini, Path.Combine(_job, "risk.ini"));
        File.WriteAllText(Ini, "[general]\ncalculation_mode = classical\n");

        Assert.Equal("scenario_risk", RunInput.Read(Path.Combine(_job, "risk.ini")).Model.Mode);
    }

    [Fact]
    public void A_parameter_that_is_set_is_part_of_the_model()
    {
        var set = RunInput.Read(Ini, new Dictionary<string, string> { ["asset_hazard_distance"] = "7.5" });

        Assert.Equal(7.5, set.Model.Job.Parameters.AssetHazardDistance);
        Assert.NotEqual(
            RunInput.Read(Ini).Model.Files["job.ini"].ReadWhole(),
            set.Model.Files["job.ini"].ReadWhole());
    }

    [Fact]
    public void A_parameter_of_the_risk_does_not_make_other_hazard()
    {
        var set = RunInput.Read(Ini, new Dictionary<string, string> { ["asset_hazard_distance"] = "7.5" });

        Assert.Equal(RunInput.Read(Ini).Hazard!.Content.Parameters, set.Hazard!.Content.Parameters);
    }

    [Fact]
    public void Files_of_hazard_can_be_set_too()
    {
        File.Move(Path.Combine(_job, "gmfs.csv"), Path.Combine(_job, "stronger.csv"));
        var set = RunInput.Read(Ini, new Dictionary<string, string> { ["gmfs_csv"] = "stronger.csv" });

        Assert.Equal("scenario", set.Hazard!.Mode);
    }

    [Theory]
    [InlineData("source_model_logic_tree_file = ssm.xml", "(source_model_logic_tree_file)")]
    [InlineData("rupture_model_file = rupture.xml", "(rupture_model_file)")]
    [InlineData("", "names no hazard")]
    public void A_job_that_would_compute_its_hazard_is_told_the_way(string line, string said)
    {
        Replace("gmfs_file = gmfs.csv", line);
        var error = Assert.Throws<InputException>(() => RunInput.Read(Ini)).Error;

        Assert.Equal((ErrorCode.HazardFileMissing, "job.ini"), (error.Code, error.Where));
        Assert.Contains(said, error.What);
        Assert.Contains("--hazard ID", error.Expected);
        Assert.Contains("oq export", error.Expected);
    }

    [Fact]
    public void With_hazard_of_the_archive_none_is_looked_for()
    {
        Replace("gmfs_file = gmfs.csv", "source_model_logic_tree_file = ssm.xml");

        Assert.Null(RunInput.Read(Ini, hazardIsArchived: true).Hazard);
    }

    [Fact]
    public void A_zip_leaves_nothing_behind()
    {
        var zip = Path.Combine(_root, "town.zip");
        ZipFile.CreateFromDirectory(_job, zip);
        var before = Directory.GetDirectories(Path.GetTempPath(), "workers-*").Length;
        RunInput.Read(zip);

        Assert.Equal(before, Directory.GetDirectories(Path.GetTempPath(), "workers-*").Length);
    }

    [Fact]
    public void Results_go_beside_what_was_run()
    {
        Assert.Equal(Path.Combine(_job, "results"), RunInput.ResultFolderFor(Ini));
        Assert.Equal(Path.Combine(_job, "results"), RunInput.ResultFolderFor(_job));
        Assert.Equal(Path.Combine(_root, "results"), RunInput.ResultFolderFor(Path.Combine(_root, "town.zip")));
    }

    private string CopyWithoutHazardFolder(string name, string to)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, to)).FullName;
        foreach (var file in Directory.GetFiles(EngineCase.Copy(name).Inputs))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        return folder;
    }

    private void Replace(string old, string by)
    {
        var text = File.ReadAllText(Ini);
        Assert.Contains(old, text);
        File.WriteAllText(Ini, text.Replace(old, by));
    }
}
