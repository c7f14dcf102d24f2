using System.IO.Compression;
using PureHDF;
using Workers.Errors;
using Workers.OpenQuake.JobFiles;

namespace Workers.OpenQuake.Tests.Field;

/// <summary>What declares or holds more than it should is refused before memory is taken.</summary>
public sealed class Sizes_of_strangers : IDisposable
{
    private const long MaxAllocated = 100 << 20;

    /// <summary>A number that stands nowhere else in the file.</summary>
    private const int Rows = 777;

    private readonly string _folder = Directory.CreateTempSubdirectory("sizes").FullName;

    private string Hdf5 => Path.Combine(_folder, "gmf_data.hdf5");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("exposure.csv")]
    [InlineData("mapping.csv")]
    public void A_line_without_end_is_refused_as_it_is_read(string file)
    {
        foreach (var (name, content) in SmallJob.Files())
            File.WriteAllText(Path.Combine(_folder, name), content);
        using (var stream = File.OpenWrite(Path.Combine(_folder, file)))
            stream.SetLength(500 << 20);
        var error = RefusedCheaply(() => RiskJobReader.Read(RiskJobFiles.FromFolder(_folder)));
        Assert.Equal(ErrorCode.CsvMalformed, error.Code);
        Assert.StartsWith(file, error.Where);
    }

    [Theory]
    [InlineData("sites.csv")]
    [InlineData("events.csv")]
    [InlineData("gmfs.csv")]
    [InlineData("hazard.json")]
    public void A_line_of_hazard_without_end_is_refused_as_it_is_read(string file)
    {
        File.WriteAllText(Path.Combine(_folder, "hazard.json"), "{\"investigation_time\": null}");
        File.WriteAllText(Path.Combine(_folder, "sites.csv"), "site_id,lon,lat\n0,10,20\n");
        File.WriteAllText(Path.Combine(_folder, "gmfs.csv"), "event_id,site_id,gmv_PGA\n0,0,0.25\n");
        using (var stream = File.OpenWrite(Path.Combine(_folder, file)))
            stream.SetLength(500 << 20);
        Assert.Equal(ErrorCode.HazardFileMalformed, RefusedCheaply(() => HazardReader.Read(_folder)).Code);
    }

    [Fact]
    public void A_zip_of_many_files_that_are_next_to_nothing_is_refused_unopened()
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
            for (var i = 0; i < 600; i++)
            {
                using var entry = archive.CreateEntry($"{i}.csv").Open();
                entry.Write(new byte[900_000]);
            }
        zip.Position = 0;
        Assert.Equal(ErrorCode.UploadTooLarge, RefusedCheaply(() => RiskJobFiles.FromZip(zip)).Code);
    }

    [Fact]
    public void A_zip_that_says_less_than_it_holds_is_refused()
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = archive.CreateEntry("exposure.csv").Open())
            entry.Write(new byte[10_000]);
        var bytes = zip.ToArray();
        // The size in the central directory, 24 bytes after its signature.
        var directory = bytes.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BitConverter.TryWriteBytes(bytes.AsSpan(directory + 24), 10);
        Assert.Equal(ErrorCode.ZipMalformed, RefusedCheaply(() => RiskJobFiles.FromZip(new MemoryStream(bytes))).Code);
    }

    [Theory]
    [InlineData(2_000_000_000L)]
    [InlineData(100_000_000L)]
    public void A_small_file_that_declares_many_events_is_refused(long events)
    {
        WriteHdf5(events);
        Assert.Equal(ErrorCode.EventIdsInvalid, RefusedCheaply(() => HazardReader.Read(_folder)).Code);
    }

    [Fact]
    public void A_small_file_that_declares_many_rows_is_refused()
    {
        WriteHdf5(2);
        var bytes = File.ReadAllBytes(Hdf5);
        var real = BitConverter.GetBytes((ulong)Rows);
        for (int at; (at = bytes.AsSpan().IndexOf(real)) >= 0;)
            BitConverter.TryWriteBytes(bytes.AsSpan(at), 500_000_000UL);
        File.WriteAllBytes(Hdf5, bytes);
        var error = RefusedCheaply(() => HazardReader.Read(_folder));
        Assert.Equal(ErrorCode.HazardFileMalformed, error.Code);
        Assert.Contains("declares", error.What);
    }

    [Fact]
    public void A_depth_that_is_no_number_is_refused()
    {
        WriteHdf5(2, depth: double.NaN);
        var error = Assert.Throws<InputException>(() => HazardReader.Read(_folder)).Error;
        Assert.Equal(ErrorCode.HazardNotANumber, error.Code);
    }

    private static InputError RefusedCheaply(Action read)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<InputException>(read).Error;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxAllocated);
        return error;
    }

    private void WriteHdf5(long events, double depth = 0)
    {
        var file = new H5File
        {
            ["sitecol"] = new H5Group
            {
                ["sids"] = new uint[] { 0, 1 },
                ["lon"] = new[] { 10.0, 11 },
                ["lat"] = new[] { 20.0, 20 },
                ["depth"] = new[] { depth, depth },
            },
            ["gmf_data"] = new H5Group
            {
                ["eid"] = new uint[Rows],
                ["sid"] = new uint[Rows],
                ["gmv_0"] = new float[Rows],
                Attributes = new()
                {
                    ["imts"] = "PGA",
                    ["num_events"] = events,
                    ["investigation_time"] = 1.0,
                    ["effective_time"] = 1.0,
                },
            },
        };
        file.Write(Hdf5);
    }
}
