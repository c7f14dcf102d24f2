using System.Reflection;
using System.Xml.Linq;

namespace Workers.Architecture.Tests;

public class Documentation_of_libraries
{
    [Theory]
    [InlineData("Errors"), InlineData("Contracts"), InlineData("Risk"), InlineData("OpenQuake"), InlineData("Storage")]
    [InlineData("Messaging"), InlineData("Hosting"), InlineData("Operations")]
    public void Public_types_say_what_they_are(string library)
    {
        var assembly = Assembly.Load($"Workers.{library}");
        var documented = XDocument.Load(Path.ChangeExtension(assembly.Location, "xml")).Descendants("member")
            .Where(m => m.Element("summary") is not null || m.Element("inheritdoc") is not null)
                .Select(m => (string)m.Attribute("name")!)
                .ToHashSet();

        Assert.Empty(assembly.GetExportedTypes()
            .Where(type => type.Namespace?.Contains("Migrations", StringComparison.Ordinal) == false)
            .Where(type => !documented.Contains("T:" + type.FullName!.Replace('+', '.')))
                .Select(type => type.FullName));
    }
}
