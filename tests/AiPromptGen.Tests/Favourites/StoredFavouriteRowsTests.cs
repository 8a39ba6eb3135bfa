using AiPromptGen.Favourites;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Storage;
using Azure.Data.Tables;

namespace AiPromptGen.Tests.Favourites;

/// <summary>
/// Rows of favourites, column for column as they were written before <see cref="RowMap"/> wrote them: no stored name changes, and
/// an old row is read as it was.
/// </summary>
[TestFixture]
public sealed class StoredFavouriteRowsTests
{
    private static readonly AccountId Owner = new("acc");
    private static readonly DateTimeOffset At = new(2026, 11, 2, 10, 20, 30, TimeSpan.Zero);

    private const string Prompt = """{"subjects":[{"phrase":{"value":"a fox","source":"user"}}]}""";

    [TestCase(null, "")]
    [TestCase("for the poster", "for the poster")]
    public void A_favourite_is_the_row_it_was(string? note, string stored)
    {
        var row = new TableEntity("acc", "fav-f1")
        {
            ["Title"] = "Fox",
            ["Folder"] = "animals",
            ["Note"] = stored,
            ["CreatedAt"] = At,
            ["Targets"] = "midjourney,sdxl",
            ["Prompt0"] = Prompt,
        };

        var read = Favourite.FromRow(row);

        Assert.That(
            (read.Account, read.Id, read.Title, read.Folder, read.Note, read.CreatedAt),
            Is.EqualTo((Owner, "f1", "Fox", "animals", note, At))
        );
        Assert.That(read.Targets, Is.EqualTo(new[] { "midjourney", "sdxl" }));
        Assert.That(read.Prompt.Subjects[0].Phrase!.Value, Is.EqualTo("a fox"));
        Assert.That(
            Columns(read.ToRow()).Where(column => column.Name is not "Prompt0"),
            Is.EquivalentTo(Columns(row).Where(column => column.Name is not "Prompt0"))
        );
    }

    [Test]
    public void A_favourite_without_targets_or_folder_is_the_row_it_was()
    {
        var row = new TableEntity("acc", "fav-f1")
        {
            ["Title"] = "Fox",
            ["Folder"] = "",
            ["Note"] = "",
            ["CreatedAt"] = At,
            ["Targets"] = "",
            ["Prompt0"] = Prompt,
        };

        var read = Favourite.FromRow(row);

        Assert.That((read.Folder, read.Note, read.Targets.Count), Is.EqualTo(("", (string?)null, 0)));
        Assert.That(
            Columns(read.ToRow()).Where(column => column.Name is not "Prompt0"),
            Is.EquivalentTo(Columns(row).Where(column => column.Name is not "Prompt0"))
        );
    }

    private static IEnumerable<(string Name, object Value)> Columns(TableEntity row) =>
        row.Where(column => !TableGuards.IsSystemName(column.Key)).Select(column => (column.Key, column.Value));
}
