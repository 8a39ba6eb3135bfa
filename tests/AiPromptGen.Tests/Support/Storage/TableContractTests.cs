using Azure;
using Azure.Data.Tables;
using static AiPromptGen.Tests.Support.Storage.ContractCalls;

namespace AiPromptGen.Tests.Support.Storage;

/// <summary>
/// What the program relies on in Table storage. The tests run on the storage in memory and on the emulator, so that what a test shows
/// on the one holds on the other.
/// </summary>
public abstract class TableContractTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, 123, TimeSpan.Zero);
    private TableClient table = null!;

    protected abstract TableServiceClient Service { get; }

    [SetUp]
    public async Task MakeTable()
    {
        table = Service.GetTableClient($"contract{Guid.NewGuid():N}");
        await table.CreateIfNotExistsAsync();
    }

    [Test]
    public async Task A_row_comes_back_as_it_was_but_for_what_is_null()
    {
        var row = Row("p", "r");
        (row["Text"], row["Number"], row["Long"], row["At"], row["Truth"], row["None"]) = (
            "ä'",
            7,
            8L,
            Noon,
            true,
            null
        );
        await table.AddEntityAsync(row);

        var found = (await table.GetEntityIfExistsAsync<TableEntity>("p", "r")).Value!;
        Assert.That(found.GetString("Text"), Is.EqualTo("ä'"));
        Assert.That(found.GetInt32("Number"), Is.EqualTo(7));
        Assert.That(found.GetInt64("Long"), Is.EqualTo(8L));
        Assert.That(found.GetDateTimeOffset("At"), Is.EqualTo(Noon));
        Assert.That(found.GetBoolean("Truth"), Is.True);
        Assert.That(found.ContainsKey("None"), Is.False);
        Assert.That(found.ETag, Is.Not.EqualTo(default(ETag)));
        Assert.That(found.Timestamp, Is.Not.Null);
    }

    [Test]
    public async Task What_is_not_there_is_found_neither_in_a_table_nor_without_one()
    {
        var none = Service.GetTableClient($"none{Guid.NewGuid():N}");

        Assert.That((await table.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue, Is.False);
        Assert.That((await none.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue, Is.False);
        Assert.That(await Status(() => none.AddEntityAsync(Row("p", "r"))), Is.EqualTo(404));
        Assert.That(await Status(() => All(none.QueryAsync<TableEntity>())), Is.EqualTo(404));
        Assert.That(await Status(() => table.GetEntityAsync<TableEntity>("p", "r")), Is.EqualTo(404));
    }

    [Test]
    public async Task A_row_is_added_once()
    {
        await table.AddEntityAsync(Row("p", "r"));

        Assert.That(await Status(() => table.AddEntityAsync(Row("p", "r"))), Is.EqualTo(409));
    }

    [Test]
    public async Task A_merge_leaves_and_a_replacement_takes_other_columns()
    {
        await table.AddEntityAsync(Row("p", "r", ("A", 1), ("B", 1)));

        await table.UpdateEntityAsync(Row("p", "r", ("B", 2), ("A", null)), ETag.All, TableUpdateMode.Merge);
        Assert.That(await Columns("p", "r"), Is.EqualTo("A=1 B=2"), "null is nothing to merge");
        await table.UpsertEntityAsync(Row("p", "r", ("C", 3)), TableUpdateMode.Merge);
        Assert.That(await Columns("p", "r"), Is.EqualTo("A=1 B=2 C=3"));
        await table.UpdateEntityAsync(Row("p", "r", ("D", 4)), ETag.All, TableUpdateMode.Replace);
        Assert.That(await Columns("p", "r"), Is.EqualTo("D=4"));
        await table.UpsertEntityAsync(Row("p", "r", ("E", 5)), TableUpdateMode.Replace);
        Assert.That(await Columns("p", "r"), Is.EqualTo("E=5"));
        await table.UpsertEntityAsync(Row("p", "new", ("F", 6)), TableUpdateMode.Merge);
        Assert.That(await Columns("p", "new"), Is.EqualTo("F=6"));
    }

    [Test]
    public async Task An_update_needs_a_row_of_that_version()
    {
        Assert.That(
            await Status(() => table.UpdateEntityAsync(Row("p", "r"), ETag.All, TableUpdateMode.Merge)),
            Is.EqualTo(404)
        );
        var added = (await table.AddEntityAsync(Row("p", "r"))).Headers.ETag!.Value;
        var read = (await table.GetEntityIfExistsAsync<TableEntity>("p", "r")).Value!.ETag;
        Assert.That(added, Is.EqualTo(read), "an answer tells the version that a reader finds");

        var next = await table.UpdateEntityAsync(Row("p", "r", ("A", 1)), added, TableUpdateMode.Merge);

        Assert.That(
            await Status(() => table.UpdateEntityAsync(Row("p", "r", ("A", 2)), added, TableUpdateMode.Merge)),
            Is.EqualTo(412)
        );
        await table.UpdateEntityAsync(Row("p", "r", ("A", 3)), next.Headers.ETag!.Value, TableUpdateMode.Replace);
        Assert.That(await Columns("p", "r"), Is.EqualTo("A=3"));
    }

    [Test]
    public async Task A_deletion_of_what_is_gone_is_no_error_but_one_of_another_version_is()
    {
        var added = (await table.AddEntityAsync(Row("p", "r"))).Headers.ETag!.Value;
        await table.UpsertEntityAsync(Row("p", "r", ("A", 1)), TableUpdateMode.Replace);

        Assert.That(await Status(() => table.DeleteEntityAsync("p", "r", added)), Is.EqualTo(412));
        Assert.That((await table.DeleteEntityAsync("p", "r")).Status, Is.EqualTo(204));
        Assert.That((await table.DeleteEntityAsync("p", "r")).Status, Is.EqualTo(404));
        Assert.That((await table.DeleteEntityAsync("p", "r", ETag.All)).Status, Is.EqualTo(404));
    }

    [Test]
    public async Task A_transaction_is_made_whole_and_tells_each_version()
    {
        var old = (await table.AddEntityAsync(Row("p", "old"))).Headers.ETag!.Value;
        await table.AddEntityAsync(Row("p", "gone"));

        var answers = await table.SubmitTransactionAsync([
            new(TableTransactionActionType.UpdateMerge, Row("p", "old", ("A", 1)), old),
            new(TableTransactionActionType.Add, Row("p", "new", ("B", 2))),
            new(TableTransactionActionType.UpsertReplace, Row("p", "put", ("C", 3))),
            new(TableTransactionActionType.Delete, Row("p", "gone"), ETag.All),
        ]);

        Assert.That(answers.Value, Has.Count.EqualTo(4));
        foreach (var (name, answer) in new[] { "old", "new", "put" }.Zip(answers.Value))
        {
            var found = (await table.GetEntityIfExistsAsync<TableEntity>("p", name)).Value!;
            Assert.That(answer.Headers.ETag, Is.EqualTo(found.ETag), name);
        }

        Assert.That(await Keys(table.QueryAsync<TableEntity>()), Is.EqualTo("p/new p/old p/put"));
    }

    [TestCase("conflict", 409, 1)]
    [TestCase("version", 412, 2)]
    [TestCase("missing", 404, 1)]
    public async Task A_transaction_that_fails_leaves_nothing_and_names_the_first_that_failed(
        string kind,
        int status,
        int index
    )
    {
        var stale = (await table.AddEntityAsync(Row("p", "there"))).Headers.ETag!.Value;
        await table.UpsertEntityAsync(Row("p", "there", ("A", 1)), TableUpdateMode.Replace);
        List<TableTransactionAction> actions = [new(TableTransactionActionType.Add, Row("p", "new"))];
        actions.AddRange(
            kind switch
            {
                "conflict" => [new(TableTransactionActionType.Add, Row("p", "there"))],
                "missing" => [new(TableTransactionActionType.UpdateMerge, Row("p", "none"), ETag.All)],
                _ =>
                [
                    new(TableTransactionActionType.UpsertReplace, Row("p", "put")),
                    new TableTransactionAction(TableTransactionActionType.UpdateMerge, Row("p", "there"), stale),
                ],
            }
        );

        var failed = await Failure(() => table.SubmitTransactionAsync(actions));

        Assert.That((failed!.Status, failed.FailedTransactionActionIndex), Is.EqualTo((status, (int?)index)));
        Assert.That(await Keys(table.QueryAsync<TableEntity>()), Is.EqualTo("p/there"));
        Assert.That(await Columns("p", "there"), Is.EqualTo("A=1"));
    }

    [Test]
    public async Task A_query_gives_wanted_rows_in_the_order_of_their_keys()
    {
        foreach (var key in new[] { "b", "B", "a~", "a", "a-1", "A" })
        {
            await table.AddEntityAsync(Row("p", key, ("N", key.Length), ("At", Noon.AddHours(key.Length))));
            await table.AddEntityAsync(Row("P", key));
        }

        var (from, end, at) = ("a", "a~", Noon.AddHours(2));
        Assert.That(await Found($"PartitionKey eq {"p"}"), Is.EqualTo("p/A p/B p/a p/a-1 p/a~ p/b"));
        Assert.That(
            await Found($"PartitionKey eq {"p"} and RowKey gt {from} and RowKey lt {end}"),
            Is.EqualTo("p/a-1")
        );
        Assert.That(
            await Found($"PartitionKey ge {"P"} and PartitionKey lt {"Q"} and RowKey ne {"a"}"),
            Does.Not.Contain("P/a ")
        );
        Assert.That(await Found($"At le {at} and (RowKey eq {"a"} or RowKey eq {"a~"})"), Is.EqualTo("p/a p/a~"));
        Assert.That(await Found($"N eq {3}"), Is.EqualTo("p/a-1"));
        Assert.That(
            await Found($"N ne {3}"),
            Is.EqualTo("p/A p/B p/a p/a~ p/b"),
            "a row without the column is not meant"
        );
    }

    [Test]
    public async Task A_query_goes_on_where_a_page_ended()
    {
        for (var i = 0; i < 7; i++)
        {
            await table.AddEntityAsync(Row("p", $"r{i}", ("A", i), ("B", i)));
        }

        var pages = await table
            .QueryAsync<TableEntity>("PartitionKey eq 'p'", 3, ["RowKey", "A"])
            .AsPages()
            .ToListAsync();
        var rest = table.QueryAsync<TableEntity>("PartitionKey eq 'p'", 3).AsPages(pages[0].ContinuationToken);

        Assert.That(pages.Select(p => p.Values.Count), Is.EqualTo(new[] { 3, 3, 1 }));
        Assert.That(pages[^1].ContinuationToken, Is.Null);
        Assert.That(pages[0].Values[1].GetInt32("A"), Is.EqualTo(1));
        Assert.That(pages[0].Values[1].ContainsKey("B"), Is.False, "not asked for");
        var second = await rest.FirstAsync();
        Assert.That(second.Values.Select(r => r.RowKey), Is.EqualTo(new[] { "r3", "r4", "r5" }));
    }

    [Test]
    public async Task What_is_deleted_between_two_pages_is_not_in_the_second()
    {
        for (var i = 0; i < 4; i++)
        {
            await table.AddEntityAsync(Row("p", $"r{i}"));
        }

        var seen = new List<string>();
        await foreach (var row in table.QueryAsync<TableEntity>("PartitionKey eq 'p'", 2))
        {
            seen.Add(row.RowKey);
            await table.DeleteEntityAsync("p", "r2");
        }

        Assert.That(seen, Is.EqualTo(new[] { "r0", "r1", "r3" }));
    }

    [Test]
    public async Task A_table_is_made_once_listed_and_dropped_whole()
    {
        await table.CreateIfNotExistsAsync();
        await table.AddEntityAsync(Row("p", "r"));
        var (name, end) = (table.Name, table.Name + "0");
        var filter = TableServiceClient.CreateQueryFilter($"TableName ge {name} and TableName lt {end}");
        Assert.That(await Service.QueryAsync(filter).Select(t => t.Name).ToListAsync(), Is.EqualTo(new[] { name }));

        Assert.That((await Service.DeleteTableAsync(name)).Status, Is.EqualTo(204));
        Assert.That((await Service.DeleteTableAsync(name)).Status, Is.EqualTo(404));
        Assert.That(await Service.QueryAsync(filter).AnyAsync(), Is.False);
        Assert.That((await table.GetEntityIfExistsAsync<TableEntity>("p", "r")).HasValue, Is.False);
    }

    private static TableEntity Row(string partition, string key, params (string Name, object? Value)[] columns)
    {
        var row = new TableEntity(partition, key);
        foreach (var (name, value) in columns)
        {
            row[name] = value;
        }

        return row;
    }

    private async Task<string> Columns(string partition, string key)
    {
        var row = (await table.GetEntityIfExistsAsync<TableEntity>(partition, key)).Value!;
        string[] own = ["PartitionKey", "RowKey", "Timestamp", "odata.etag"];
        return string.Join(
            ' ',
            row.Where(c => !own.Contains(c.Key))
                .OrderBy(c => c.Key, StringComparer.Ordinal)
                .Select(c => $"{c.Key}={c.Value}")
        );
    }

    private Task<string> Found(FormattableString filter) =>
        Keys(table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter(filter)));

    private static async Task<string> Keys(AsyncPageable<TableEntity> rows) =>
        string.Join(' ', (await All(rows)).Select(r => $"{r.PartitionKey}/{r.RowKey}"));

    private static async Task<List<TableEntity>> All(AsyncPageable<TableEntity> rows) => await rows.ToListAsync();
}
