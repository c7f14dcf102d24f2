using System.Text.Json;
using Workers.Errors;
using Workers.Operations.Results;

namespace Workers.Operations.Tests.Results;

public sealed class Folder_of_results : IDisposable
{
    private static readonly Guid Job = Guid.Parse("0123abcd-4567-89ab-cdef-0123456789ab");
    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("results").FullName, "out");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);

    [Fact]
    public void A_folder_that_is_not_there_is_made()
    {
        new ResultTarget(_folder).RequireFree(Job);

        Assert.True(Directory.Exists(_folder));
    }

    [Fact]
    public void The_results_of_another_job_are_not_mixed_with_these()
    {
        WriteManifest();
        var error = Assert.Throws<InputException>(() => new ResultTarget(_folder).RequireFree(Guid.NewGuid())).Error;

        Assert.Equal((ErrorCode.FolderOfAnotherJob, _folder), (error.Code, error.Where));
        Assert.Contains($"{Job}", error.What);
        Assert.Throws<InputException>(() => new ResultTarget(_folder).RequireFree());
    }

    [Fact]
    public void The_same_job_and_whoever_says_so_may_write_again()
    {
        WriteManifest();
        new ResultTarget(_folder).RequireFree(Job);
        new ResultTarget(_folder) { Overwrite = true }.RequireFree();
    }

    [Theory]
    [InlineData("{}"), InlineData("x")]
    public void A_manifest_of_something_else_is_left_alone(string content)
    {
        Directory.CreateDirectory(_folder);
        File.WriteAllText(Path.Combine(_folder, "manifest.json"), content);

        var target = new ResultTarget(_folder) { Overwrite = true };
        Assert.Equal(
            ErrorCode.FolderOfAnotherJob,
            Assert.Throws<InputException>(() => target.RequireFree(Job)).Error.Code);
    }

    private void WriteManifest()
    {
        Directory.CreateDirectory(_folder);
        var manifest = new ResultManifest
        {
            Job = Job,
            Attempt = 1,
            Mode = "scenario_risk",
            Description = "",
            Hazard = Guid.Empty,
            HazardHash = "",
            Model = "",
            Version = "0.1.0",
            Date = default,
            InvestigationTime = null,
            RiskInvestigationTime = null,
            Units = new Dictionary<string, string> { ["structural"] = "EUR" },
            Files = [],
        };
        var json = JsonSerializer.Serialize(manifest, JsonSerializerOptions.Web);
        File.WriteAllText(Path.Combine(_folder, ResultManifest.FileName), json);
    }
}
