using Workers.OpenQuake;
using Workers.OpenQuake.JobFiles;
using Workers.Risk.Hazard;
using Workers.Errors;
using Workers.Support;

namespace Workers.Risk.Tests.Cases;

public class Refused_cases
{
    [SkippableTheory]
    [InlineData("own/refused/assets_too_far", ErrorCode.AssetsTooFar)]
    [InlineData("own/refused/missing_imt", ErrorCode.ImtMissing)]
    [InlineData("own/refused/taxonomy_without_function", ErrorCode.TaxonomyWithoutFunction)]
    [InlineData("own/xx01_event_based_risk", ErrorCode.ImtMissing)]
    public void Are_refused_with_a_number(string name, ErrorCode code)
    {
        var inputs = Path.Combine(SharedCases.Case(name), "inputs");
        var error = Assert.Throws<InputException>(() => RiskCalculation.Calculate(
            RiskJobReader.Read(RiskJobFiles.FromFolder(inputs)), HazardInput.From(HazardReader.Read(inputs))));
        Assert.Equal(code, error.Error.Code);
    }
}
