using System.Text;
using Workers.OpenQuake.JobFiles;
using Workers.Risk.Job;
using Workers.Errors;

namespace Workers.OpenQuake.Tests;

/// <summary>A small job that is right; a test replaces the file that it is about.</summary>
internal static class SmallJob
{
    // Each of these stands on one line of its file: tests name the lines.
    private const string CostTypes =
        """<costTypes><costType name="structural" type="per_area" unit="EUR"/></costTypes>""";

    private const string ContinuousFragility =
        """<fragilityFunction id="w1" format="continuous"><imls imt="PGA" minIML="0.1" maxIML="2"/>""" +
        """<params ls="slight" mean="0.2" stddev="0.1"/><params ls="ruin" mean="0.4" stddev="0.1"/>""" +
        "</fragilityFunction>";

    private const string DiscreteFragility =
        """<fragilityFunction id="w2" format="discrete"><imls imt="PGA" noDamageLimit="0.05">0.1 0.5</imls>""" +
        """<poes ls="slight">0 0.5</poes><poes ls="ruin">0 0.25</poes></fragilityFunction>""";

    private const string Treaties =
        """<field input="q" type="prop" max_cession_event="10"/>""" +
        """<field input="w" type="wxlr" deductible="1" limit="5"/>""";

    public static Dictionary<string, string> Files(string mode = "scenario_risk") => new()
    {
        ["job.ini"] = $"""
            [general]
            calculation_mode = {mode}
            exposure_file = exposure.xml
            taxonomy_mapping_csv = mapping.csv
            structural_vulnerability_file = vulnerability.xml
            structural_fragility_file = fragility.xml
            consequence_file = {"{"}'taxonomy': 'consequences.csv'{"}"}
            insurance_csv = {"{"}'structural': 'insurance.csv'{"}"}
            reinsurance_file = {"{"}'structural': 'reinsurance.xml'{"}"}
            post_loss_amplification_file = amplification.csv
            aggregate_by = policy
            """,
        ["exposure.xml"] = Nrml($"""
            <exposureModel id="e" category="buildings">
            <conversions><area type="per_asset" unit="SQM"/>{CostTypes}</conversions>
            <occupancyPeriods>day night</occupancyPeriods><tagNames>policy</tagNames>
            <exposureFields><field oq="id" input="reference"/></exposureFields>
            <assets>exposure.csv</assets>
            </exposureModel>
            """),
        ["exposure.csv"] =
            "reference,lon,lat,taxonomy,number,area,structural,day,night,policy\n" +
            "a1,10,20,W,1,100,1000,3,4,p\n" +
            "\"a,2\",11,21,W,2,50,500,1,0,\n",
        ["mapping.csv"] = "taxonomy,risk_id,weight\nW,w1,0.5\nW,w2,0.5\n",
        ["vulnerability.xml"] = Nrml($"""
            <vulnerabilityModel id="v" assetCategory="buildings" lossCategory="structural">
            {Vulnerability("w1", "LN", "PGA", "<meanLRs>0.1 0.5</meanLRs><covLRs>0.1 0</covLRs>")}
            {Vulnerability("w2", "BT", "PGA", "<meanLRs>0 0.5</meanLRs><covLRs>0 0.5</covLRs>")}
            {Vulnerability("w3", "PM", "SA(0.3)", Mass("0", "1 0") + Mass("1", "0 1"))}
            </vulnerabilityModel>
            """),
        ["fragility.xml"] = Nrml($"""
            <fragilityModel id="f" assetCategory="buildings"><limitStates>slight ruin</limitStates>
            {ContinuousFragility}
            {DiscreteFragility}
            </fragilityModel>
            """),
        ["consequences.csv"] =
            "taxonomy,consequence,loss_type,slight,ruin\n" +
            "w1,losses,structural,0.1,1\n" +
            "w2,losses,structural,0.1,1\n",
        ["insurance.csv"] = "policy,deductible,insurance_limit\np,0.1,0.9\n",
        ["reinsurance.xml"] = Nrml($"""
            <reinsuranceModel><fieldMap>{Treaties}</fieldMap><policies>treaties.csv</policies></reinsuranceModel>
            """),
        ["treaties.csv"] = "policy,liability,deductible,q,w\np,100,1,0.5,1\n",
        ["amplification.csv"] = "return_period,pla_factor\n10,1\n100,1.2\n",
    };

    private static string Vulnerability(string id, string distribution, string imt, string ratios) =>
        $"""<vulnerabilityFunction id="{id}" dist="{distribution}"><imls imt="{imt}">0.1 0.5</imls>""" +
        $"{ratios}</vulnerabilityFunction>";

    private static string Mass(string ratio, string probabilities) =>
        $"""<probabilities lr="{ratio}">{probabilities}</probabilities>""";

    public static string Nrml(string content, string version = "0.5") =>
        $"<?xml version=\"1.0\"?>\n<nrml xmlns=\"http://openquake.org/xmlns/nrml/{version}\">\n{content}\n</nrml>\n";

    public static RiskJobFiles Pack(Dictionary<string, string> files) =>
        RiskJobFiles.FromPairs(files.Select(f => (f.Key, Encoding.UTF8.GetBytes(f.Value))));

    /// <summary>Names and bytes of all files, in their order.</summary>
    public static IEnumerable<string> Contents(RiskJobFiles files) =>
        files.ReadAll().Select(file => $"{file.Path} {Convert.ToHexString(file.Content)}");

    public static RiskJob Read(Dictionary<string, string> files) => RiskJobReader.Read(Pack(files));

    /// <summary>The error if <paramref name="old"/> is replaced in a file.</summary>
    public static InputError Refused(string file, string old, string now, string mode = "scenario_risk")
    {
        var files = Files(mode);
        Assert.Contains(old, files[file]);
        files[file] = files[file].Replace(old, now);
        return Assert.Throws<InputException>(() => Read(files)).Error;
    }
}
