using System.IO.Compression;
using System.Text;
using Workers.OpenQuake.JobFiles;
using Workers.Errors;

namespace Workers.OpenQuake.Tests.JobFiles;

public class Zips_of_strangers
{
    [Fact]
    public void A_zip_gives_its_files_as_pairs_do()
    {
        var files = RiskJobFiles.FromZip(Zip(
            ("job.ini", "[general]"), ("data/exposure.csv", "id"), ("__MACOSX/._job.ini", "x"), (".DS_Store", "x")));
        Assert.Equal(["data/exposure.csv", "job.ini"], files.Paths);
        Assert.Equal("id", Encoding.UTF8.GetString(files.Read("data/exposure.csv")));
        var pairs = RiskJobFiles.FromPairs(
            [("job.ini", "[general]"u8.ToArray()), ("data/exposure.csv", "id"u8.ToArray())]);
        Assert.Equal(SmallJob.Contents(pairs), SmallJob.Contents(files));
    }

    [Theory]
    [InlineData("../job.ini")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../../b")]
    [InlineData("..\\job.ini")]
    [InlineData("C:\\job.ini")]
    [InlineData("a//b")]
    [InlineData("a/./b")]
    [InlineData("job.ini\0.xml")]
    [InlineData("1/2/3/4/5/6/7/8/9")]
    [InlineData("trailing. ")]
    public void Names_that_lead_elsewhere_are_refused(string name) =>
        Assert.Equal(ErrorCode.UnsafePath, Refused(Zip((name, "x"))).Code);

    [Fact]
    public void Links_are_refused()
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
            archive.CreateEntry("link").ExternalAttributes = unchecked((int)0xA1FF0000);
        zip.Position = 0;
        Assert.Equal(ErrorCode.UnsafePath, Refused(zip).Code);
    }

    [Fact]
    public void A_name_that_is_there_twice_is_refused() =>
        Assert.Equal(ErrorCode.UnsafePath, Refused(Zip(("a", "1"), ("a", "2"))).Code);

    [Fact]
    public void A_bomb_is_refused_before_it_is_unpacked() =>
        Assert.Equal(ErrorCode.UploadTooLarge, Refused(Zip(("job.ini", new string('0', 4 << 20)))).Code);

    [Fact]
    public void Real_bytes_are_counted_whatever_the_directory_says()
    {
        var limits = JobFilesLimits.Default with { MaxTotalBytes = 100, MaxRatio = int.MaxValue };
        var both = Zip(("a", new string('a', 60)), ("b", new string('b', 60)));
        Assert.Equal(ErrorCode.UploadTooLarge, Refused(both, limits).Code);
    }

    [Fact]
    public void Too_many_files_are_refused()
    {
        var limits = JobFilesLimits.Default with { MaxFiles = 2 };
        Assert.Equal(ErrorCode.UploadTooLarge, Refused(Zip(("a", "1"), ("b", "2"), ("c", "3")), limits).Code);
    }

    [Fact]
    public void A_zip_beyond_the_limit_is_not_read_to_its_end()
    {
        var limits = JobFilesLimits.Default with { MaxZipBytes = 1000 };
        Assert.Equal(ErrorCode.UploadTooLarge, Refused(new MemoryStream(new byte[200_000]), limits).Code);
    }

    [Fact]
    public void What_is_no_zip_is_refused() =>
        Assert.Equal(ErrorCode.ZipMalformed, Refused(new MemoryStream("no zip"u8.ToArray())).Code);

    [Fact]
    public void A_damaged_zip_is_refused()
    {
        var bytes = Zip(("job.ini", "[general]")).ToArray();
        bytes[40] ^= 1;
        Assert.Equal(ErrorCode.ZipMalformed, Refused(new MemoryStream(bytes)).Code);
    }

    private static InputError Refused(Stream zip, JobFilesLimits? limits = null) =>
        Assert.Throws<InputException>(() => RiskJobFiles.FromZip(zip, limits)).Error;

    internal static MemoryStream Zip(params (string Name, string Content)[] files)
    {
        var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(content));
            }
        }
        zip.Position = 0;
        return zip;
    }
}
