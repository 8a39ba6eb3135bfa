using AiPromptGen.Platform;
using Microsoft.Extensions.Time.Testing;

namespace AiPromptGen.Tests.Platform;

[TestFixture]
internal sealed class IdsTests
{
    [Test]
    public void A_later_id_sorts_before_an_earlier_one()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero));
        var ids = new Ids(time);
        var made = new List<string>();
        for (var i = 0; i < 200; i++)
        {
            made.Add(ids.New());
            time.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.That(made, Is.Ordered.Descending.Using<string>(StringComparer.Ordinal));
    }

    [Test]
    public void Ids_of_one_moment_are_all_different()
    {
        var ids = new Ids(new FakeTimeProvider());

        Assert.That(Enumerable.Range(0, 10_000).Select(_ => ids.New()).Distinct().Count(), Is.EqualTo(10_000));
    }

    [Test]
    public void A_new_id_is_valid_and_fit_for_a_key()
    {
        var id = new Ids(TimeProvider.System).New();

        Assert.That(Ids.IsValid(id));
        Assert.That(KeyPart.IsValid(id));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("0000000000000000000000000")]
    [TestCase("000000000000000000000000000")]
    [TestCase("0000000000000000000000000I")]
    [TestCase("0000000000000000000000000/")]
    [TestCase("' or RowKey ne '0000000000")]
    public void Anything_else_is_no_id(string? id) => Assert.That(Ids.IsValid(id), Is.False);
}
