using System.Diagnostics;
using System.IO.Compression;
using PureHDF;
using Workers.Cli.CommandLine;
using Workers.Errors;

namespace Workers.Cli.Tests.Sizes;

/// <summary>
/// The command itself, in a process that may take no more memory for objects than a limit: what is larger than that
/// must be refused without being read whole.
/// </summary>
public sealed class What_strangers_send : IDisposable
{
    private const int Megabyte = 1 << 20;

    /// <summary>128 MB, as the runtime takes it.</summary>
    private const string MaxHeap = "0x8000000";

    /// <summary>A number that stands nowhere else in the file.</summary>
    private const int Rows = 777;

    private readonly string _folder = Directory.CreateTempSubdirectory("strangers").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_zip_of_half_a_gigabyte_of_nothing_is_refused()
    {
        var zip = WriteZip(new byte[Megabyte], 512);

        await RefusesAsync(ErrorCode.UploadTooLarge, "model", "add", zip);
    }

    [Fact]
    public async Task A_zip_that_is_not_quite_nothing_is_read_piece_by_piece()
    {
        var piece = new byte[Megabyte];
        // As much noise as hides from the limits of compression.
        new Random(1).NextBytes(piece.AsSpan(0, Megabyte / 40));
        var zip = WriteZip(piece, 300);

        await RefusesAsync(ErrorCode.CsvMalformed, "model", "add", zip);
    }

    [Fact]
    public async Task A_line_of_half_a_gigabyte_is_refused()
    {
        WriteJob(_folder);
        using (var csv = File.Create(Path.Combine(_folder, "exposure.csv")))
            csv.SetLength(500L * Megabyte);

        await RefusesAsync(ErrorCode.CsvMalformed, "model", "add", _folder);
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_is_refused()
    {
        WriteJob(_folder);
        using (var csv = new StreamWriter(Path.Combine(_folder, "exposure.csv")))
        {
            csv.Write("id,lon,lat,taxonomy,number,structural\n\"");
            var line = new string('a', 1 << 10);
            for (var i = 0; i < 200 << 10; i++)
                csv.WriteLine(line);
        }

        await RefusesAsync(ErrorCode.CsvMalformed, "model", "add", _folder);
    }

    [Fact]
    public async Task A_small_file_that_declares_many_events_is_refused()
    {
        WriteHdf5(2_000_000_000);

        await RefusesAsync(ErrorCode.EventIdsInvalid, "hazard", "add", _folder);
    }

    [Fact]
    public async Task A_small_file_that_declares_many_rows_is_refused()
    {
        var file = WriteHdf5(2);
        var bytes = File.ReadAllBytes(file);
        var real = BitConverter.GetBytes((ulong)Rows);
        for (int at; (at = bytes.AsSpan().IndexOf(real)) >= 0;)
            BitConverter.TryWriteBytes(bytes.AsSpan(at), 500_000_000UL);
        File.WriteAllBytes(file, bytes);

        await RefusesAsync(ErrorCode.HazardFileMalformed, "hazard", "add", _folder);
    }

    private static async Task RefusesAsync(ErrorCode code, params string[] arguments)
    {
        var command = Path.Combine(AppContext.BaseDirectory, "workers.dll");
        var start = new ProcessStartInfo("dotnet", [command, .. arguments]) { RedirectStandardError = true };
        start.Environment["DOTNET_GCHeapHardLimit"] = MaxHeap;
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal((ExitCode.InputWrong, true), (process.ExitCode, error.Contains($"W{(int)code}")));
    }

    private string WriteZip(byte[] piece, int pieces)
    {
        var path = Path.Combine(_folder, "job.zip");
        var small = Directory.CreateDirectory(Path.Combine(_folder, "job")).FullName;
        WriteJob(small);
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var file in Directory.GetFiles(small))
            archive.CreateEntryFromFile(file, Path.GetFileName(file));
        using var csv = archive.CreateEntry("exposure.csv", CompressionLevel.Fastest).Open();
        for (var i = 0; i < pieces; i++)
            csv.Write(piece);
        return path;
    }

    private static void WriteJob(string folder)
    {
        File.WriteAllText(
            Path.Combine(folder, "job.ini"),
            """
            [general]
            calculation_mode = scenario_risk
            exposure_file = exposure.xml
            structural_vulnerability_file = vulnerability.xml
            """);
        File.WriteAllText(
            Path.Combine(folder, "exposure.xml"),
            """
            <nrml xmlns="http://openquake.org/xmlns/nrml/0.5"><exposureModel id="e" category="buildings">
            <conversions><costTypes><costType name="structural" type="aggregated" unit="EUR"/></costTypes></conversions>
            <assets>exposure.csv</assets></exposureModel></nrml>
            """);
        File.WriteAllText(
            Path.Combine(folder, "vulnerability.xml"),
            """
            <nrml xmlns="http://openquake.org/xmlns/nrml/0.5">
            <vulnerabilityModel id="v" assetCategory="buildings" lossCategory="structural">
            <vulnerabilityFunction id="W" dist="LN"><imls imt="PGA">0.1 0.5</imls>
            <meanLRs>0.1 0.5</meanLRs><covLRs>0 0</covLRs></vulnerabilityFunction></vulnerabilityModel></nrml>
            """);
    }

    private string WriteHdf5(long events)
    {
        var path = Path.Combine(_folder, "gmf_data.hdf5");
        var file = new H5File
        {
            ["sitecol"] = new H5Group
            {
                ["sids"] = new uint[] { 0, 1 },
                ["lon"] = new[] { 10.0, 11 },
                ["lat"] = new[] { 20.0, 20 },
            },
            ["gmf_data"] = new H5Group
            {
                ["eid"] = new uint[Rows],
                ["sid"] = new uint[Rows],
                ["gmv_0"] = new float[Rows],
                Attributes = new() { ["imts"] = "PGA", ["num_events"] = events },
            },
        };
        file.Write(path);
        return path;
    }
}
