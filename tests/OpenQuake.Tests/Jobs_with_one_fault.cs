using Workers.Risk.Fragility;
using Workers.Risk.Insurance;
using Workers.Errors;
using Workers.Risk.Vulnerability;

namespace Workers.OpenQuake.Tests;

public class Jobs_with_one_fault
{
    [Fact]
    public void Without_the_fault_the_job_is_read()
    {
        var job = SmallJob.Read(SmallJob.Files());
        Assert.Equal(["a1", "a,2"], job.Exposure.Assets.Select(a => a.Id));
        Assert.Equal("?", job.Exposure.Assets[1].Tags[0]);
        Assert.Equal([new WeightedFunction("w1", 0.5), new("w2", 0.5)], job.Mapping.For("structural", "W"));
        SmallJob.Read(SmallJob.Files("scenario_damage"));
    }

    [Theory]
    [InlineData("exposure.csv", "a1,10,20", "a1,190,20", ErrorCode.AssetInvalid, "exposure.csv:2 asset a1")]
    [InlineData("exposure.csv", "a1,10,20", ",10,20", ErrorCode.AssetInvalid, "exposure.csv:2 asset ")]
    [InlineData("exposure.csv", "20,W,1", "20,W,x", ErrorCode.AssetInvalid, "exposure.csv:2 asset a1")]
    [InlineData("exposure.csv", "100,1000", "100,", ErrorCode.CostMissing, "exposure.csv:2 asset a1")]
    [InlineData("exposure.csv", "100,1000", "nan,1000", ErrorCode.AssetInvalid, "exposure.csv:2 asset a1")]
    [InlineData("exposure.csv", "\"a,2\"", "a1", ErrorCode.DuplicateAsset, "exposure.csv:3 asset a1")]
    [InlineData("exposure.csv", "\"a,2\"", "\"a,2", ErrorCode.CsvMalformed, "exposure.csv:3")]
    [InlineData("exposure.csv", "\"a,2\"", "\"a\"2", ErrorCode.CsvMalformed, "exposure.csv:3")]
    [InlineData("exposure.csv", "1,0,\n", "1,0\n", ErrorCode.CsvMalformed, "exposure.csv:3")]
    [InlineData("exposure.csv", "reference,lon", "id,lon", ErrorCode.CsvMalformed, "exposure.csv:1")]
    [InlineData("exposure.csv", "night,policy", "night,night", ErrorCode.CsvMalformed, "exposure.csv:1")]
    [InlineData("exposure.csv", "20,W", "20,X", ErrorCode.TaxonomyWithoutFunction, "asset a1")]
    [InlineData("exposure.xml", "per_area", "per_house", ErrorCode.AssetInvalid, "exposure.xml:4")]
    [InlineData("exposure.xml", "day night", "day dusk", ErrorCode.AssetInvalid, "exposure.xml:5")]
    [InlineData("exposure.xml", "<assets>exposure.csv</assets>", "<assets/>", ErrorCode.ExposureEmpty, "exposure.xml")]
    [InlineData("exposure.xml", "exposure.csv", "../exposure.csv", ErrorCode.UnsafePath, "exposure.xml")]
    [InlineData("exposure.xml", "exposure.csv", "/etc/passwd", ErrorCode.UnsafePath, "exposure.xml")]
    [InlineData("exposure.xml", "exposure.csv", "missing.csv", ErrorCode.RiskFileMissing, "exposure.xml")]
    [InlineData("exposure.xml", "exposureModel", "exposure", ErrorCode.XmlMalformed, "exposure.xml:3")]
    [InlineData("exposure.xml", "nrml/0.5", "nrml/0.3", ErrorCode.XmlMalformed, "exposure.xml:2")]
    [InlineData(
        "exposure.xml",
        "<?xml version=\"1.0\"?>",
        "<!DOCTYPE nrml [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
        ErrorCode.XmlMalformed,
        "exposure.xml:1")]
    [InlineData("mapping.csv", "w2,0.5", "w2,0.4", ErrorCode.TaxonomyMappingInvalid, "mapping.csv:3")]
    [InlineData("mapping.csv", "w2,0.5", "w9,0.5", ErrorCode.TaxonomyWithoutFunction, "asset a1")]
    [InlineData(
        "vulnerability.xml",
        "0.1 0.5</imls>",
        "0.5 0.1</imls>",
        ErrorCode.FunctionInvalid,
        "vulnerability.xml:4 function w1")]
    [InlineData(
        "vulnerability.xml", "<meanLRs>0.1 0.5", "<meanLRs>0.1 x", ErrorCode.FunctionInvalid, "vulnerability.xml:4")]
    [InlineData(
        "vulnerability.xml",
        "<meanLRs>0.1 0.5",
        "<meanLRs>0 0.5",
        ErrorCode.FunctionInvalid,
        "vulnerability.xml:4 function w1")]
    [InlineData(
        "vulnerability.xml",
        "<covLRs>0 0.5",
        "<covLRs>0 1.5",
        ErrorCode.FunctionInvalid,
        "vulnerability.xml:5 function w2")]
    [InlineData(
        "vulnerability.xml",
        "<covLRs>0 0.5",
        "<covLRs>0",
        ErrorCode.FunctionInvalid,
        "vulnerability.xml:5 function w2")]
    [InlineData("vulnerability.xml", "lr=\"1\">0 1", "lr=\"1\">0 2", ErrorCode.FunctionInvalid, "vulnerability.xml:6")]
    [InlineData("vulnerability.xml", "dist=\"BT\"", "dist=\"XX\"", ErrorCode.FunctionInvalid, "vulnerability.xml:5")]
    [InlineData("vulnerability.xml", "id=\"w2\"", "id=\"w1\"", ErrorCode.DuplicateFunction, "vulnerability.xml:5")]
    [InlineData(
        "fragility.xml",
        "<limitStates>slight ruin",
        "<limitStates>slight worse",
        ErrorCode.FunctionInvalid,
        "fragility.xml:4")]
    [InlineData("fragility.xml", "mean=\"0.4\"", "mean=\"0\"", ErrorCode.FunctionInvalid, "fragility.xml:4")]
    [InlineData(
        "fragility.xml", "0.1 0.5</imls>", "0.5 0.1</imls>", ErrorCode.FunctionInvalid, "fragility.xml:5 function w2")]
    [InlineData(
        "fragility.xml", "format=\"discrete\"", "format=\"other\"", ErrorCode.FunctionInvalid, "fragility.xml:5")]
    [InlineData("consequences.csv", "w1,losses", "w1,tears", ErrorCode.ConsequenceInvalid, "consequences.csv:2 w1")]
    [InlineData("consequences.csv", "slight,ruin", "slight,worse", ErrorCode.CsvMalformed, "consequences.csv:1")]
    [InlineData("insurance.csv", "0.1,0.9", "0.9,0.1", ErrorCode.InsuranceInvalid, "insurance.csv:2 p")]
    [InlineData("insurance.csv", "0.1,0.9", "0.1,9", ErrorCode.InsuranceInvalid, "insurance.csv:2 p")]
    [InlineData("reinsurance.xml", "wxlr", "excess", ErrorCode.InsuranceInvalid, "reinsurance.xml:3")]
    [InlineData("treaties.csv", "0.5,1", "1.5,1", ErrorCode.InsuranceInvalid, "treaties.csv:2 p")]
    [InlineData("treaties.csv", "0.5,1", "0.5,0.5", ErrorCode.InsuranceInvalid, "treaties.csv:2 p")]
    [InlineData("amplification.csv", "100,1.2", "5,1.2", ErrorCode.LossAmplificationInvalid, "amplification.csv:3")]
    [InlineData("job.ini", "exposure_file = exposure.xml", "", ErrorCode.ParameterMissing, "job.ini")]
    [InlineData("job.ini", "= exposure.xml", "= ../../exposure.xml", ErrorCode.UnsafePath, "job.ini:3")]
    [InlineData("job.ini", "= vulnerability.xml", "= other.xml", ErrorCode.RiskFileMissing, "job.ini:5")]
    [InlineData(
        "job.ini", "structural_vulnerability_file", "contents_vulnerability_file", ErrorCode.CostMissing, "job.ini")]
    [InlineData("job.ini", "aggregate_by = policy", "aggregate_by = zone", ErrorCode.UnknownTag, "job.ini")]
    [InlineData("job.ini", "'taxonomy'", "'zone'", ErrorCode.NotYetSupported, "job.ini:7")]
    public void With_it_the_error_says_what_and_where(string file, string old, string now, ErrorCode code, string where)
    {
        var error = SmallJob.Refused(file, old, now);
        Assert.Equal((code, where), (error.Code, error.Where));
        Assert.False(string.IsNullOrEmpty(error.What));
        Assert.False(string.IsNullOrEmpty(error.Expected));
    }

    [Fact]
    public void A_job_without_ini_or_with_several_says_so()
    {
        var files = SmallJob.Files();
        files["other.ini"] = "[general]";
        Assert.Equal(2, SmallJob.Read(files).Exposure.Assets.Count);
        files["first.ini"] = files["job.ini"];
        files.Remove("job.ini");
        Assert.Contains(
            "first.ini, other.ini", Assert.Throws<InputException>(() => SmallJob.Read(files)).Error.Expected);
        files.Remove("first.ini");
        files.Remove("other.ini");
        Assert.Equal(ErrorCode.RiskFileMissing, Assert.Throws<InputException>(() => SmallJob.Read(files)).Error.Code);
    }

    [Fact]
    public void Files_of_a_job_in_a_subfolder_are_named_relative_to_it()
    {
        var inside = SmallJob.Files().ToDictionary(f => "model/" + f.Key, f => f.Value);
        var kept = RiskJobReader.ReadThrough(SmallJob.Pack(inside)).Files;
        var outside = RiskJobReader.ReadThrough(SmallJob.Pack(SmallJob.Files())).Files;
        Assert.Equal(SmallJob.Contents(outside), SmallJob.Contents(kept));
        Assert.Contains("job.ini", kept.Paths);
    }

    [Fact]
    public void Functions_in_the_older_format_are_read_too()
    {
        var files = SmallJob.Files();
        files["vulnerability.xml"] = SmallJob.Nrml("""
            <vulnerabilityModel>
            <discreteVulnerabilitySet vulnerabilitySetID="s" assetCategory="buildings" lossCategory="structural">
            <IML IMT="PGA">0.1 0.5</IML>
            <discreteVulnerability vulnerabilityFunctionID="w1" probabilisticDistribution="LN">
            <lossRatio>0.1 0.5</lossRatio><coefficientsVariation>0 0.25</coefficientsVariation>
            </discreteVulnerability>
            <discreteVulnerability vulnerabilityFunctionID="w2" probabilisticDistribution="BT">
            <lossRatio>0.2 0.4</lossRatio><coefficientsVariation>0 0</coefficientsVariation>
            </discreteVulnerability>
            </discreteVulnerabilitySet></vulnerabilityModel>
            """, "0.4");
        files["fragility.xml"] = SmallJob.Nrml("""
            <fragilityModel format="discrete"><limitStates>slight ruin</limitStates>
            <ffs noDamageLimit="0.05"><taxonomy>w1</taxonomy><IML IMT="PGA" imlUnit="g">0.1 0.5</IML>
            <ffd ls="slight"><poEs>0 0.5</poEs></ffd>
            <ffd ls="ruin"><poEs>0 0.25</poEs></ffd>
            </ffs>
            </fragilityModel>
            """, "0.4");
        var job = SmallJob.Read(files);
        Assert.Equal([0, 0.25], job.Vulnerability.ByLossType["structural"]["w1"].Covs);
        Assert.Equal([0, 0.25], Assert.IsType<DiscreteFragility>(job.Fragility.ByLossType["structural"]["w1"]).Poes[1]);
    }

    [Fact]
    public void Deeply_nested_XML_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 50)) + string.Concat(Enumerable.Repeat("</a>", 50));
        var error = SmallJob.Refused("vulnerability.xml", "</vulnerabilityModel>", deep + "</vulnerabilityModel>");
        Assert.Equal(ErrorCode.XmlMalformed, error.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<field input=\"q\" type=\"prop\"/>")]
    public void Reinsurance_needs_no_treaties_and_these_no_limit(string treaties)
    {
        var files = SmallJob.Files();
        var start = files["reinsurance.xml"].IndexOf("<fieldMap>", StringComparison.Ordinal);
        var end = files["reinsurance.xml"].IndexOf("</fieldMap>", StringComparison.Ordinal);
        files["reinsurance.xml"] =
            files["reinsurance.xml"][..start] + "<fieldMap>" + treaties + files["reinsurance.xml"][end..];
        var read = SmallJob.Read(files).Reinsurance!.Treaties;
        Assert.All(read, treaty => Assert.Equal(Treaty.NoLimit, treaty.Limit));
        Assert.Equal(treaties.Length == 0 ? 0 : 1, read.Count);
    }

    [Fact]
    public void Reinsurance_may_have_policies_that_no_asset_has()
    {
        var files = SmallJob.Files();
        files["treaties.csv"] += "of no asset,100,0,0.5,1\n";
        Assert.Equal(["p", "of no asset"], SmallJob.Read(files).Reinsurance!.Policies.Select(p => p.Policy));
    }

    [Fact]
    public void Several_exposure_files_make_one_with_prefixed_ids()
    {
        var files = SmallJob.Files();
        files["job.ini"] = files["job.ini"].Replace("= exposure.xml", "= exposure.xml second.xml");
        files["second.xml"] = files["exposure.xml"].Replace("exposure.csv", "second.csv");
        files["second.csv"] = files["exposure.csv"];
        var exposure = SmallJob.Read(files).Exposure;
        Assert.Equal(["E01_a1", "E01_a,2", "E02_a1", "E02_a,2"], exposure.Assets.Select(a => a.Id));
        Assert.Equal(["policy", "exposure"], exposure.TagNames);
        Assert.Equal(["E01", "E01", "E02", "E02"], exposure.Assets.Select(a => a.Tags[1]));
    }
}
