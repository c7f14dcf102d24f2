using System.Text;
using Workers.OpenQuake.JobFiles;
using Workers.OpenQuake.Tests.JobFiles;
using Workers.Errors;

namespace Workers.OpenQuake.Tests;

/// <summary>
/// Bytes of valid files are changed at random (the seed is fixed): readers read, or refuse with a numbered error;
/// nothing else.
/// </summary>
public class Mutated_files
{
    private const int Rounds = 1500, HazardRounds = 300;

    [Fact]
    public void Jobs_are_read_or_refused()
    {
        var files = SmallJob.Files();
        var names = files.Keys.Order(StringComparer.Ordinal).ToArray();
        var random = new Random(20);
        var refused = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var victim = names[random.Next(names.Length)];
            var bytes = Mutate(Encoding.UTF8.GetBytes(files[victim]), random);
            var job = RiskJobFiles.FromPairs(
                files.Select(f => (f.Key, f.Key == victim ? bytes : Encoding.UTF8.GetBytes(f.Value))));
            refused += ReadsOrRefuses(
                () => RiskJobReader.Read(job), $"round {round}: {victim}\n{Encoding.UTF8.GetString(bytes)}");
        }
        Assert.InRange(refused, Rounds / 4, Rounds - 1);
    }

    [Fact]
    public void Zips_are_read_or_refused()
    {
        var zip = Zips_of_strangers.Zip([.. SmallJob.Files().Select(f => (f.Key, f.Value))]).ToArray();
        var random = new Random(21);
        var refused = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = Mutate(zip, random);
            refused += ReadsOrRefuses(
                () => RiskJobReader.Read(RiskJobFiles.FromZip(new MemoryStream(bytes))), $"round {round}");
        }
        Assert.InRange(refused, Rounds / 4, Rounds - 1);
    }

    [Fact]
    public void Hazard_is_read_or_refused()
    {
        var folder = Directory.CreateTempSubdirectory("mutated").FullName;
        try
        {
            var files = new Dictionary<string, string>
            {
                ["gmfs.csv"] = "#,,\"generated_by='x'\"\nevent_id,site_id,gmv_PGA\n0,0,0.25\n0,1,0.5\n1,0,1e-3\n",
                ["sites.csv"] = "site_id,lon,lat\n0,10,20\n1,11,20\n",
                ["events.csv"] = "event_id,rup_id,rlz_id,year\n0,0,0,1\n1,0,1,2\n",
                ["realizations.csv"] = "rlz_id,branch_path,weight\n0,A~A,0.5\n1,A~B,0.5\n",
                ["hazard.json"] =
                    "{\"investigation_time\": 50.0, \"kind\": \"gmf\", \"num_events\": 2, " +
                    "\"weights\": [0.5, 0.5], \"ses_per_logic_tree_path\": 2}",
            };
            var curves = new Dictionary<string, string>
            {
                ["hazard_curve-mean-PGA.csv"] =
                    "#,,,\"kind='mean', investigation_time=50.0, imt='PGA'\"\n" +
                    "lon,lat,depth,poe-0.1,poe-0.2\n1,2,0,0.5,0.25\n2,2,0,1,0\n",
                ["sites.csv"] = "site_id,lon,lat\n0,1,2\n1,2,2\n",
                ["hazard.json"] =
                    "{\"investigation_time\": 50.0, \"kind\": \"curves\", \"imtls\": {\"PGA\": [0.1, 0.2]}}",
            };
            var random = new Random(22);
            var refused = 0;
            for (var round = 0; round < HazardRounds; round++)
            {
                var set = round % 2 == 0 ? files : curves;
                foreach (var file in Directory.GetFiles(folder))
                    File.Delete(file);
                var victim = set.Keys.ElementAt(random.Next(set.Count));
                foreach (var (name, text) in set)
                {
                    var bytes = Encoding.UTF8.GetBytes(text);
                    File.WriteAllBytes(Path.Combine(folder, name), name == victim ? Mutate(bytes, random) : bytes);
                }
                refused += ReadsOrRefuses(
                    () => HazardReader.Read(folder),
                    $"round {round}: {victim}\n{File.ReadAllText(Path.Combine(folder, victim))}");
            }
            Assert.InRange(refused, HazardRounds / 4, HazardRounds - 1);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [SkippableFact]
    public void HDF5_is_read_or_refused()
    {
        var bytes = File.ReadAllBytes(Path.Combine(EngineCases.Inputs("gmf_ebrisk_case_1_hdf5"), "gmf-data.hdf5"));
        var folder = Directory.CreateTempSubdirectory("mutated").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "hazard.json"), "{\"investigation_time\": 50.0}");
            var random = new Random(24);
            for (var round = 0; round < HazardRounds; round++)
            {
                File.WriteAllBytes(Path.Combine(folder, "gmfs.hdf5"), Mutate(bytes, random));
                ReadsOrRefuses(() => HazardReader.Read(folder), $"round {round}");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Names_never_lead_out_of_their_folder()
    {
        var random = new Random(23);
        string[] parts = ["..", ".", "", "a", "job.ini", "/", "\\", "C:", "\0", " ", "a.", "~", "\u202e", "%2e%2e"];
        var root = Path.GetFullPath(Path.Combine(Path.GetTempPath(), "root")) + Path.DirectorySeparatorChar;
        for (var round = 0; round < 20_000; round++)
        {
            var separator = random.Next(2) == 0 ? '/' : '\\';
            var chosen = random.GetItems(parts, random.Next(1, 6));
            var name = string.Join(separator, chosen);
            var error = Record.Exception(() =>
            {
                foreach (var path in RiskJobFiles.FromPairs([(name, [])]).Paths)
                    Assert.StartsWith(root, Path.GetFullPath(Path.Combine(root, path)));
            });
            Assert.True(error is null or InputException { Error.Code: ErrorCode.UnsafePath }, $"{name}: {error}");
            if (SafePath.Resolve("a/b", name) is { } resolved && !resolved.Contains('\0'))
                Assert.StartsWith(root, Path.GetFullPath(Path.Combine(root, resolved)) + Path.DirectorySeparatorChar);
        }
    }

    private static int ReadsOrRefuses(Action read, string what)
    {
        var error = Record.Exception(read);
        Assert.True(error is null or InputException, $"{what}\n{error}");
        return error is null ? 0 : 1;
    }

    private static byte[] Mutate(byte[] bytes, Random random)
    {
        byte[] special = [0, .. "\",\n<>-9e{["u8, 0xFF, 0xEF, .. " ./"u8];
        var list = bytes.ToList();
        for (var n = random.Next(1, 4); n > 0 && list.Count > 0; n--)
        {
            var at = random.Next(list.Count);
            switch (random.Next(5))
            {
                case 0:
                    list[at] = special[random.Next(special.Length)];
                    break;
                case 1:
                    list[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    list.Insert(at, special[random.Next(special.Length)]);
                    break;
                case 3:
                    list.RemoveRange(at, Math.Min(random.Next(1, 20), list.Count - at));
                    break;
                default:
                    list.InsertRange(at, list.GetRange(at, Math.Min(random.Next(1, 40), list.Count - at)));
                    break;
            }
        }
        return [.. list];
    }
}
