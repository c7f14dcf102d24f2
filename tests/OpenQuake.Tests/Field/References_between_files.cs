using Workers.Errors;
using Workers.Risk.Insurance;

namespace Workers.OpenQuake.Tests.Field;

/// <summary>
/// What one file names, the other must know, in both directions; all of it before there is any hazard.
/// </summary>
public class References_between_files
{
    private const string Damage = "scenario_damage";

    [Theory]
    [InlineData("exposure.csv", "1,0,\n", "1,0,q\n", ErrorCode.InsuranceInvalid, "treaties.csv")]
    [InlineData("treaties.csv", "p,100,1", "p,100,101", ErrorCode.InsuranceInvalid, "treaties.csv:2 p")]
    [InlineData(
        "treaties.csv",
        "deductible,q,w\np,100,1,0.5,1",
        "deductible,w,q\np,100,1,1,0.5",
        ErrorCode.InsuranceInvalid,
        "treaties.csv:1")]
    [InlineData("insurance.csv", "p,0.1", "r,0.1", ErrorCode.InsuranceInvalid, "insurance.csv:2 r")]
    [InlineData("job.ini", "aggregate_by = policy", "", ErrorCode.UnknownTag, "job.ini")]
    [InlineData("job.ini", "aggregate_by = policy", "aggregate_by = taxonomy; policy", ErrorCode.UnknownTag, "job.ini")]
    [InlineData(
        "job.ini",
        "{'structural': 'reinsurance.xml'}",
        "{'contents': 'reinsurance.xml'}",
        ErrorCode.ParameterInvalid,
        "job.ini reinsurance_file")]
    [InlineData(
        "job.ini",
        "{'structural': 'insurance.csv'}",
        "{'structural+contents': 'insurance.csv'}",
        ErrorCode.ParameterInvalid,
        "job.ini insurance_csv")]
    [InlineData(
        "job.ini",
        "structural_vulnerability_file",
        "occupants_vulnerability_file = vulnerability.xml\ntime_event = transit\nstructural_vulnerability_file",
        ErrorCode.OccupantsMissing,
        "job.ini")]
    [InlineData(
        "job.ini",
        "structural_vulnerability_file",
        "region = 0 0, 1 0, 1 1\nstructural_vulnerability_file",
        ErrorCode.ExposureEmpty,
        "job.ini region")]
    public void A_job_of_losses_that_contradicts_itself_is_refused(
        string file,
        string old,
        string now,
        ErrorCode code,
        string where)
    {
        var error = SmallJob.Refused(file, old, now);
        Assert.Equal((code, where), (error.Code, error.Where));
    }

    [Theory]
    [InlineData("consequences.csv", "w2,losses,structural,0.1,1\n", "", ErrorCode.ConsequenceInvalid, "asset a1")]
    [InlineData("consequences.csv", "losses", "homeless", ErrorCode.OccupantsMissing, "job.ini")]
    [InlineData("exposure.csv", "W,1,100", "W,1.5,100", ErrorCode.AssetInvalid, "asset a1")]
    public void A_job_of_damage_that_contradicts_itself_is_refused(
        string file,
        string old,
        string now,
        ErrorCode code,
        string where)
    {
        var files = SmallJob.Files(Damage);
        files["job.ini"] += "\ndiscrete_damage_distribution = true\n";
        SmallJob.Read(files);
        Assert.Contains(old, files[file]);
        files[file] = files[file].Replace(old, now);
        var error = Assert.Throws<InputException>(() => SmallJob.Read(files)).Error;
        Assert.Equal((code, where), (error.Code, error.Where));
    }

    [Fact]
    public void The_missing_policy_and_its_asset_are_named()
    {
        var error = SmallJob.Refused("exposure.csv", "1,0,\n", "1,0,q\n");
        Assert.Contains("policy q (asset a,2)", error.What);
    }

    [Fact]
    public void A_deductible_of_the_policy_and_one_of_its_asset_are_refused()
    {
        var files = SmallJob.Files();
        files["exposure.csv"] = files["exposure.csv"]
            .Replace("policy\n", "policy,ideductible\n").Replace(",p\n", ",p,10\n").Replace("0,\n", "0,,0\n");
        var error = Assert.Throws<InputException>(() => SmallJob.Read(files)).Error;
        Assert.Equal((ErrorCode.InsuranceInvalid, "treaties.csv:2 p"), (error.Code, error.Where));
    }

    [Fact]
    public void Assets_outside_of_the_region_are_not_asked()
    {
        var files = SmallJob.Files();
        files["exposure.csv"] = files["exposure.csv"].Replace("21,W,2,50,500,1,0,", "21,X,2,50,500,1,0,");
        Assert.Throws<InputException>(() => SmallJob.Read(files));
        files["job.ini"] += "\nregion = 9 19, 10.5 19, 10.5 20.5, 9 20.5\n";
        Assert.Equal(2, SmallJob.Read(files).Exposure.Assets.Count);
    }

    [Fact]
    public void A_proportional_treaty_without_a_most_cession_has_none()
    {
        var files = SmallJob.Files();
        files["reinsurance.xml"] = files["reinsurance.xml"].Replace(" max_cession_event=\"10\"", "");
        Assert.Equal(new Treaty("q", TreatyKind.Proportional, 0, 1e100), SmallJob.Read(files).Reinsurance!.Treaties[0]);
    }

    [Fact]
    public void Treaties_stand_in_the_order_in_which_they_apply()
    {
        var files = SmallJob.Files();
        files["reinsurance.xml"] = SmallJob.Nrml("""
            <reinsuranceModel><fieldMap><field input="w" type="wxlr" deductible="1" limit="5"/>
            <field input="q" type="prop"/></fieldMap><policies>treaties.csv</policies></reinsuranceModel>
            """);
        var error = Assert.Throws<InputException>(() => SmallJob.Read(files)).Error;
        Assert.Equal((ErrorCode.InsuranceInvalid, "reinsurance.xml:4"), (error.Code, error.Where));
    }

    [Fact]
    public void A_field_that_nobody_knows_is_no_treaty()
    {
        const string misspelt = "<fieldMap><field oq=\"liabilty\" input=\"liability\"/>";
        var error = SmallJob.Refused("reinsurance.xml", "<fieldMap>", misspelt);
        Assert.Equal(ErrorCode.InsuranceInvalid, error.Code);
    }
}
