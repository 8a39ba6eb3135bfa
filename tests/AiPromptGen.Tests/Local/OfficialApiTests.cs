using System.Runtime.CompilerServices;
using PaypalServerSdk.Standard;

namespace AiPromptGen.Tests.Local;

/// <summary>Nothing of the stand-in for PayPal's package can be used that the package lacks.</summary>
[TestFixture]
internal sealed class OfficialApiTests
{
    // As the list would describe the fixture types below.
    private static readonly string[] FixtureList =
    [
        "class AiPromptGen.Tests.Local.Sample : System.Exception",
        "  ctor(string name, System.Nullable<int> count = 7)",
        "  string Name { get; }",
        "  System.Byte[] Bytes { get; set; }",
        "  bool Once { init; }",
        "  static AiPromptGen.Tests.Local.Sample op_Implicit(string other)",
        "  abstract System.Threading.Tasks.Task<T> FindAsync<T>(System.Func<T, bool> filter, out int found)",
        "  protected virtual void Hook()",
        "  const int Limit",
        "static class AiPromptGen.Tests.Local.SampleExtensions",
        "  static void Shout(this AiPromptGen.Tests.Local.Sample sample, string[] words)",
        "enum AiPromptGen.Tests.Local.SampleKind",
        "  Small",
        "  Large",
        "class AiPromptGen.Tests.Local.Sample.Builder",
        "  ctor()",
    ];

    private static readonly Type[] Fixtures =
    [
        typeof(Sample),
        typeof(SampleExtensions),
        typeof(SampleKind),
        typeof(Sample.Builder),
    ];

    private static IEnumerable<int> Lines => Enumerable.Range(0, FixtureList.Length);

    [Test]
    public void The_stand_in_of_PayPals_package_offers_nothing_beyond_it()
    {
        var types = typeof(PaypalServerSdkClient).Assembly.GetExportedTypes();

        Assert.That(types, Has.Length.GreaterThan(50));
        Assert.That(OfficialApi.Read().Excess(types), Is.Empty);
    }

    [Test]
    public void A_type_that_is_all_listed_passes() =>
        Assert.That(new OfficialApi(string.Join('\n', FixtureList)).Excess(Fixtures), Is.Empty);

    [TestCaseSource(nameof(Lines))]
    public void Whatever_is_not_listed_is_reported(int line)
    {
        var list = FixtureList.ToList();
        var removed = list[line];
        list[line] = removed[0] == ' ' ? "# gone" : "class Another";

        var excess = new OfficialApi(string.Join('\n', list)).Excess(Fixtures).ToList();

        Assert.That(excess, Has.Count.EqualTo(removed.Contains("get; set;", StringComparison.Ordinal) ? 2 : 1));
    }

    [TestCase(
        "class AiPromptGen.Tests.Local.Sample : System.Exception",
        "sealed class AiPromptGen.Tests.Local.Sample : System.Exception"
    )]
    [TestCase(
        "class AiPromptGen.Tests.Local.Sample : System.Exception",
        "abstract class AiPromptGen.Tests.Local.Sample : System.Exception"
    )]
    [TestCase("class AiPromptGen.Tests.Local.Sample : System.Exception", "class AiPromptGen.Tests.Local.Sample")]
    [TestCase("enum AiPromptGen.Tests.Local.SampleKind", "struct AiPromptGen.Tests.Local.SampleKind")]
    [TestCase("  string Name { get; }", "  object Name { get; }")]
    [TestCase("  bool Once { init; }", "  bool Once { get; }")]
    [TestCase("  ctor(string name, System.Nullable<int> count = 7)", "  ctor(string name, System.Nullable<int> count)")]
    [TestCase("  protected virtual void Hook()", "  virtual void Hook(int depth)")]
    public void A_difference_is_reported(string line, string official)
    {
        var list = FixtureList.Select(l => string.Equals(l, line, StringComparison.Ordinal) ? official : l);

        Assert.That(new OfficialApi(string.Join('\n', list)).Excess(Fixtures).ToList(), Has.Count.EqualTo(1));
    }
}

#pragma warning disable CA1710, CA1064, CA2225, CA1033, MA0048, CA1044
public class Sample(string name, int? count = 7) : Exception
{
    public const int Limit = 3;

    public string Name { get; } = $"{name}{count}";

    public byte[] Bytes { get; set; } = [];

    public bool Once
    {
        init => Bytes = value ? [1] : [];
    }

    public static implicit operator Sample(string value) => new(value);

    public override string Message => Name;

    public virtual Task<T> FindAsync<T>(Func<T, bool> filter, out int found) =>
        throw new NotSupportedException($"{filter.Method.Name}{found = 1}");

    protected virtual void Hook() => Bytes = [];

    internal void Hidden() => Bytes = [2];

    public sealed class Builder;
}

public static class SampleExtensions
{
    public static void Shout(this Sample sample, params string[] words) => sample.Bytes = new byte[words.Length];
}

public enum SampleKind
{
    Small,
    Large,
}
