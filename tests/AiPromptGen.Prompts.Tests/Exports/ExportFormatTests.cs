using AiPromptGen.Prompts;
using AiPromptGen.Prompts.Recovery;
using CsCheck;

namespace AiPromptGen.Tests.Prompts.Exports;

[TestFixture]
public sealed class ExportFormatTests
{
    [TestCase("=1+1", "'=1+1")]
    [TestCase("+1", "'+1")]
    [TestCase("-1", "'-1")]
    [TestCase("@SUM(A1)", "'@SUM(A1)")]
    [TestCase("\t=1", "'\t=1")]
    [TestCase("\r=1", "\"'\r=1\"")]
    [TestCase("\n=1", "\"'\n=1\"")]
    [TestCase("＝1", "'＝1")]
    [TestCase("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0")]
    [TestCase("=\"a\",1", "\"'=\"\"a\"\",1\"")]
    [TestCase("a,b", "\"a,b\"")]
    [TestCase("a\"b", "\"a\"\"b\"")]
    [TestCase("a-b=c", "a-b=c")]
    [TestCase("", "")]
    [TestCase(null, "")]
    public void A_cell_is_quoted_and_never_a_formula(string? text, string cell) =>
        Assert.That(CsvExport.Cell(text), Is.EqualTo(cell));

    [Test]
    public void Any_rows_are_read_back_as_they_were_and_no_cell_starts_a_formula() =>
        Gen.String[Gen.Char["=+-@\t\r\n\",a é'"], 0, 12]
            .Array[1, 4]
            .Sample(
                texts =>
                {
                    var row = string.Join(',', texts.Select(CsvExport.Cell)) + "\r\n";
                    var cells = ReadRow(row);
                    return cells.Count == texts.Length
                        && cells.Zip(texts).All(pair => pair.First == pair.Second || pair.First == "'" + pair.Second)
                        && cells.TrueForAll(cell => cell.Length == 0 || !"=+-@\t\r".Contains(cell[0]));
                },
                iter: 3000,
                seed: "0000KeT0Ph51"
            );

    [Test]
    public void The_parameters_text_is_read_back_by_its_reader() =>
        IdeaGen.Ideas.Sample(
            idea =>
            {
                var item = Item(IdeaComposer.Compose(new Idea { Text = idea.Idea }));
                var rendering = PromptRenderer.Render(item.Prompt, PromptTargets.Find("sdxl")!);
                var read = A1111Reader.Parse(Write("a1111", item));
                return read is not null
                    && read.Prompt == rendering.Prompt
                    && read.Negative == (rendering.Negative ?? "")
                    && read.Parameters.Any(p => p.Name == "Size");
            },
            iter: 300,
            seed: "0000KeT0Ph51"
        );

    [Test]
    public void A_recovered_prompt_goes_out_as_it_came_in()
    {
        const string Infotext =
            "a (tower:1.2), \\(old\\)\nNegative prompt: text, blur\nSteps: 20, Sampler: Euler a, Seed: 5, Lora hashes: \"a: 1, b: 2\"\n";
        var read = A1111Reader.Parse(Infotext)!;
        var prompt = new StructuredPrompt
        {
            Verbatim = new VerbatimPrompt
            {
                Grammar = PromptGrammar.A1111,
                Prompt = read.Prompt,
                Negative = read.Negative,
                Source = SlotSource.Metadata,
            },
            Parameters = [.. read.Parameters.Select(p => new ToolParameter(p.Name, p.Value))],
        };

        Assert.That(Write("a1111", Item(prompt)), Is.EqualTo(Infotext));
    }

    [Test]
    public void A_workflow_has_a_branch_for_each_prompt_and_every_link_ends_at_a_node()
    {
        var item = Item(
            PromptParser
                .Parse("a (fox:1.2) \"at\" dusk\nNegative prompt: blurry\nSteps: 20, Seed: 5, Size: 640x512")
                .Prompt
        );

        using var json = System.Text.Json.JsonDocument.Parse(Write("comfyui", item));

        var nodes = json.RootElement;
        var links =
            from node in nodes.EnumerateObject()
            from input in node.Value.GetProperty("inputs").EnumerateObject()
            where input.Value.ValueKind == System.Text.Json.JsonValueKind.Array
            select input.Value[0].GetString();
        Assert.That(links, Has.All.Matches<string>(link => nodes.TryGetProperty(link!, out _)));
        var inputs = nodes
            .EnumerateObject()
            .ToDictionary(
                node => node.Value.GetProperty("class_type").GetString() + node.Name.Split('-')[^1],
                node => node.Value.GetProperty("inputs")
            );
        Assert.That(
            inputs["CLIPTextEncodepositive"].GetProperty("text").GetString(),
            Is.EqualTo("a (fox:1.2) \"at\" dusk")
        );
        Assert.That(inputs["CLIPTextEncodenegative"].GetProperty("text").GetString(), Is.EqualTo("blurry"));
        Assert.That(inputs["EmptyLatentImagesize"].GetProperty("width").GetInt32(), Is.EqualTo(640));
        Assert.That(inputs["KSamplersampler"].GetProperty("seed").GetInt64(), Is.EqualTo(5));
        Assert.That(inputs["KSamplersampler"].GetProperty("steps").GetInt32(), Is.EqualTo(20));
    }

    [Test]
    public async Task A_file_is_written_while_its_rows_are_read()
    {
        var read = 0;
        async IAsyncEnumerable<ExportItem> Rows()
        {
            while (true)
            {
                read++;
                await Task.Yield();
                yield return Item(new StructuredPrompt { Title = "fox" });
            }
        }

        var parts = 0;
        await foreach (var part in ExportFormat.Find("json")!.WriteAsync(Rows(), CancellationToken.None))
        {
            if (++parts == 4)
            {
                break;
            }
        }

        Assert.That(read, Is.EqualTo(3), "the head and three rows, however many there are");
    }

    private static ExportItem Item(StructuredPrompt prompt) =>
        new()
        {
            Id = "id",
            Title = "title",
            CreatedAt = DateTimeOffset.UnixEpoch,
            Prompt = prompt,
        };

    private static string Write(string format, ExportItem item) =>
        string.Concat(
            ExportFormat
                .Find(format)!
                .WriteAsync(new[] { item }.ToAsyncEnumerable(), CancellationToken.None)
                .ToBlockingEnumerable()
        );

    /// <summary>RFC 4180, one row.</summary>
    private static List<string> ReadRow(string row)
    {
        var (cells, cell, quoted) = (new List<string>(), new System.Text.StringBuilder(), false);
        for (var i = 0; i < row.Length - 2; i++)
        {
            if (quoted && row[i] == '"' && row[i + 1] == '"')
            {
                cell.Append(row[i++]);
            }
            else if (row[i] == '"')
            {
                quoted = !quoted;
            }
            else if (row[i] == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(row[i]);
            }
        }

        return [.. cells, cell.ToString()];
    }
}
