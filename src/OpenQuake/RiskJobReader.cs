using Workers.OpenQuake.Checks;
using Workers.OpenQuake.Exposure;
using Workers.OpenQuake.Ini;
using Workers.OpenQuake.JobFiles;
using Workers.OpenQuake.RiskModel;
using Workers.Risk.Job;
using Workers.Risk.Exposure;
using Workers.Risk.Fragility;
using Workers.Errors;
using Workers.Risk.Vulnerability;

namespace Workers.OpenQuake;

/// <summary>Reads a job.ini and the files it names through, with every check that needs no hazard.</summary>
public static class RiskJobReader
{
    /// <summary>Reads the risk job files.</summary>
    /// <exception cref="InputException">The first thing that is wrong, with file, line and id.</exception>
    public static RiskJob Read(RiskJobFiles files) => new JobReading(files).Read();

    /// <summary>Reads the parameters of the job.ini only.</summary>
    /// <exception cref="InputException">A parameter is wrong or unknown.</exception>
    public static RiskParameters ReadParameters(RiskJobFiles files) => new JobReading(files).Parameters;

    /// <summary>Reads what the files say about the results of the job, without the assets.</summary>
    /// <exception cref="InputException">One of the files is wrong.</exception>
    public static RiskJobOutline ReadOutline(RiskJobFiles files) => new JobReading(files).ReadOutline();

    /// <summary>
    /// Reads the risk job files; the second part holds exactly the files that the job consists of (the job.ini and what
    /// it names, hazard left out), under names relative to the folder they share: the files to archive.
    /// </summary>
    public static (RiskJob Job, RiskJobFiles Files) ReadThrough(RiskJobFiles files, JobFilesLimits? limits = null)
    {
        var reading = new JobReading(files);
        var job = reading.Read();
        return (job, files.Only(reading.Opened, limits ?? JobFilesLimits.Default));
    }

    /// <summary>One job.ini on its way to a job.</summary>
    private sealed class JobReading
    {
        private readonly JobFolder _folder;
        private readonly JobFile _ini;
        private readonly IReadOnlyList<IniEntry> _entries;

        public JobReading(RiskJobFiles files)
        {
            _folder = new(files);
            _ini = _folder.OpenIni();
            _entries = IniFile.Parse(_ini.ReadSmall(IniFile.MaxBytes), _ini.Path);
            Parameters = RiskParameterReader.Read(_entries, _ini.Path);
        }

        public RiskParameters Parameters { get; }

        public IReadOnlyCollection<string> Opened => _folder.Opened;

        public RiskJob Read()
        {
            var vulnerability = ReadVulnerability("vulnerability");
            var fragility = FragilityReader.Read(OpenByLossType("fragility"));
            // Mapping and minimum losses concern the loss types that have functions.
            var lossTypes = vulnerability.LossTypes.Union(fragility.LossTypes).ToList();
            var exposure = ReadExposure();
            var job = new RiskJob(
                Parameters with { MinimumAssetLoss = ByLossType(lossTypes) },
                exposure,
                vulnerability,
                ReadMapping(exposure, lossTypes))
            {
                Fragility = fragility,
                Consequences = ReadConsequences(fragility.LimitStates),
                Retrofitted = Parameters.Mode.NeedsRetrofit ? ReadVulnerability("vulnerability_retrofitted") : null,
                Insurance = InsuranceReader.Read(_folder, _ini.Folder, Find(RiskFileKeys.Insurance), exposure),
                Reinsurance = ReinsuranceReader.Read(_folder, _ini.Folder, Find(RiskFileKeys.Reinsurance), exposure),
                LossAmplification = InsuranceReader.ReadAmplification(
                    _folder, _ini.Folder, Find(RiskFileKeys.PostLossAmplification)),
            };
            // Last, when all files have been read: these checks compare them.
            RiskJobChecks.Check(job, _ini.Path);
            return job;
        }

        public RiskJobOutline ReadOutline() => new(
            Parameters,
            FragilityReader.Read(OpenByLossType("fragility")).LimitStates,
            ExposureReader.ReadCostTypes(OpenExposure()[0]));

        private IniEntry? Find(string key) => RiskFileKeys.Find(_entries, key);

        private List<(string LossType, JobFile File)> OpenByLossType(string kind) =>
            [.. RiskFileKeys.FindByLossType(_entries, kind).Select(f => (f.LossType, Open(f.Entry)))];

        private JobFile Open(IniEntry entry) => _folder.Open(_ini.Folder, entry.Value, entry.Place);

        private VulnerabilityModel ReadVulnerability(string kind) => new(OpenByLossType(kind)
            .ToDictionary(f => f.LossType, f => VulnerabilityReader.Read(f.File), StringComparer.Ordinal));

        private ExposureModel ReadExposure() => ExposureReader.Read(_folder, OpenExposure(), Parameters);

        private IReadOnlyList<JobFile> OpenExposure()
        {
            var entry = Find(RiskFileKeys.Exposure)
                ?? throw ParameterErrors.Missing(RiskFileKeys.Exposure, _ini.Path, "an exposure model in NRML");
            return _folder.OpenAll(_ini.Folder, entry.Value, entry.Place);
        }

        private TaxonomyMapping ReadMapping(ExposureModel exposure, IReadOnlyCollection<string> lossTypes)
        {
            var taxonomies = exposure.Assets.Select(a => a.Taxonomy).ToHashSet(StringComparer.Ordinal);
            return TaxonomyMappingReader.Read(
                _folder, _ini.Folder, Find(RiskFileKeys.TaxonomyMapping), lossTypes, taxonomies);
        }

        private ConsequenceModel ReadConsequences(IReadOnlyList<string> states)
        {
            var functions = OpenByLossType("consequence")
                .SelectMany(f => ConsequenceReader.ReadXml(f.File, f.LossType, states))
                .ToList();
            if (Find(RiskFileKeys.Consequence) is { } entry)
                functions.AddRange(ConsequenceReader.ReadCsv(_folder, _ini.Folder, entry, states));
            return new(functions);
        }

        /// <summary>The engine's <c>default</c> written out for each loss type.</summary>
        private Dictionary<string, double> ByLossType(IReadOnlyList<string> lossTypes)
        {
            const string defaultKey = "default";
            var stated = Parameters.MinimumAssetLoss;
            var otherwise = stated.GetValueOrDefault(defaultKey);
            return lossTypes
                .Union(stated.Keys)
                .Where(l => l != defaultKey)
                .ToDictionary(l => l, l => stated.GetValueOrDefault(l, otherwise), StringComparer.Ordinal);
        }
    }
}
