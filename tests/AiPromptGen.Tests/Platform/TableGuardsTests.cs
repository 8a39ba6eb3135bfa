using AiPromptGen.Platform;
using Azure.Data.Tables;

namespace AiPromptGen.Tests.Platform;

[TestFixture]
public sealed class TableGuardsTests
{
    private static TableTransactionAction Row(string rowKey, params (string Name, object Value)[] properties)
    {
        var row = new TableEntity("p", rowKey);
        foreach (var (name, value) in properties)
        {
            row[name] = value;
        }

        return new(TableTransactionActionType.Add, row);
    }

    private static (string, object)[] Texts(int count, int chars, char letter = 'x') =>
        [.. Enumerable.Range(0, count).Select(i => ($"P{i}", (object)new string(letter, chars)))];

    private static void Holds(bool fits, params TableTransactionAction[] actions) =>
        Assert.That(() => TableGuards.Check(actions), fits ? Throws.Nothing : Throws.TypeOf<TableLimitException>());

    [TestCase(0, false)]
    [TestCase(1, true)]
    [TestCase(100, true)]
    [TestCase(101, false)]
    public void Up_to_100_actions(int count, bool fits) =>
        Holds(fits, [.. Enumerable.Range(0, count).Select(i => Row($"r{i}"))]);

    [Test]
    public void One_partition() =>
        Holds(false, Row("a"), new(TableTransactionActionType.Add, new TableEntity("other", "b")));

    [Test]
    public void Each_entity_once() => Holds(false, Row("a"), Row("a"));

    [TestCase(32 * 1024, true)]
    [TestCase((32 * 1024) + 1, false)]
    public void Up_to_32768_characters_a_property(int chars, bool fits) => Holds(fits, Row("a", Texts(1, chars)));

    [TestCase(64 * 1024, true)]
    [TestCase((64 * 1024) + 1, false)]
    public void Up_to_64_KiB_of_bytes_a_property(int bytes, bool fits)
    {
        Holds(fits, Row("a", ("B", new byte[bytes])));
        Holds(fits, Row("a", ("B", new BinaryData(new byte[bytes]))));
    }

    [TestCase(252, true)]
    [TestCase(253, false)]
    public void Up_to_252_properties(int count, bool fits) => Holds(fits, Row("a", Texts(count, 1)));

    // A property takes 2 bytes a character of its text, and 12 bytes plus 2 a character of its name besides.
    [TestCase(15, true)]
    [TestCase(16, false)]
    public void Up_to_1_MiB_an_entity(int count, bool fits) => Holds(fits, Row("a", Texts(count, 32 * 1024)));

    [TestCase(8, 'x', true)]
    [TestCase(9, 'x', false)]
    [TestCase(1, 'é', true)]
    [TestCase(2, 'é', false)]
    public void Up_to_4_MiB_a_transaction_as_it_is_sent(int rows, char letter, bool fits) =>
        Holds(fits, [.. Enumerable.Range(0, rows).Select(i => Row($"r{i}", Texts(15, 32 * 1024, letter)))]);

    [Test]
    public void The_message_names_the_limit_and_not_the_content()
    {
        var secret = new string('s', 40_000);

        Assert.That(
            () => TableGuards.Check([Row("a", ("P", secret))]),
            Throws.TypeOf<TableLimitException>().With.Message.EqualTo("Table limit: 32,768 characters a property.")
        );
    }
}
