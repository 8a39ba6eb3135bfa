using AiPromptGen.Generations;
using AiPromptGen.Generations.Images;
using AiPromptGen.Generations.Orchestration;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Storage;
using AiPromptGen.Prompts;
using AiPromptGen.Uploads;
using Azure;
using Azure.Data.Tables;

namespace AiPromptGen.Tests.Generations;

/// <summary>
/// Rows of generations, column for column as they were written before <see cref="RowMap"/> wrote them: no
/// stored name changes, and an old row is read as it was.
/// </summary>
[TestFixture]
public sealed class StoredGenerationRowsTests
{
    private static readonly AccountId Owner = new("acc");
    private static readonly DateTimeOffset At = new(2026, 11, 2, 10, 20, 30, TimeSpan.Zero);

    private const string Prompt = """{"subjects":[{"phrase":{"value":"a fox","source":"user"}}]}""";

    [Test]
    public void An_accepted_generation_is_the_row_it_was()
    {
        var generation = Queued(
            new GenerationRequest
            {
                Kind = GenerationKind.TextToPrompt,
                Idea = "a fox's den",
                Targets = ["midjourney"],
                Controls = new IdeaControls { Style = "noir", Seed = 7 },
                Fallback = false,
            }
        ) with
        {
            KeyRow = "key-1",
        };

        Assert.That(
            Columns(generation.ToRow()),
            Is.EquivalentTo(
                Columns(
                    new TableEntity("acc", "gen-g1")
                    {
                        ["Kind"] = "text-to-prompt",
                        ["Status"] = "queued",
                        ["Sequence"] = 1,
                        ["AcceptedAt"] = At,
                        ["ReservedCredits"] = 4L,
                        ["KeyRow"] = "key-1",
                        ["Request0"] =
                            """{"kind":"text-to-prompt","idea":"a fox\u0027s den","targets":["midjourney"],"controls":{"style":"noir","detail":"light","seed":7},"fallback":false}""",
                    }
                )
            )
        );
    }

    [Test]
    public void An_address_is_beside_the_request_and_only_its_path_in_it()
    {
        var generation = Queued(
            new GenerationRequest
            {
                Kind = GenerationKind.ImageToPrompt,
                Source = new GenerationSource { Url = "https://example.org/a.png?sig=1" },
            }
        );

        var row = generation.ToRow();

        Assert.That(
            Columns(row),
            Is.EquivalentTo(
                Columns(
                    new TableEntity("acc", "gen-g1")
                    {
                        ["Kind"] = "image-to-prompt",
                        ["Status"] = "queued",
                        ["Sequence"] = 1,
                        ["AcceptedAt"] = At,
                        ["ReservedCredits"] = 4L,
                        ["SourceAddress"] = "https://example.org/a.png?sig=1",
                        ["Request0"] = """{"kind":"image-to-prompt","source":{"url":"https://example.org/a.png"}}""",
                    }
                )
            )
        );
        Assert.That(Generation.FromRow(row).Request.Source!.Url, Is.EqualTo("https://example.org/a.png?sig=1"));
        row["SourceAddress"] = "";
        Assert.That(Generation.FromRow(row).Request.Source!.Url, Is.EqualTo("https://example.org/a.png"), "forgotten");
    }

    [Test]
    public void A_finished_generation_is_read_as_it_was()
    {
        var row = Finished();
        row.ETag = new ETag("1");

        var read = Generation.FromRow(row);

        Assert.Multiple(() =>
        {
            Assert.That((read.Account, read.Id, read.ETag), Is.EqualTo((Owner, "g1", new ETag("1"))));
            Assert.That((read.Request.Kind, read.Request.Idea), Is.EqualTo((GenerationKind.TextToImage, "a fox")));
            Assert.That((read.Status, read.Sequence), Is.EqualTo((GenerationStatus.Succeeded, 3)));
            Assert.That((read.AcceptedAt, read.CompletedAt), Is.EqualTo((At, At.AddSeconds(9))));
            Assert.That((read.ReservedCredits, read.ChargedCredits), Is.EqualTo((4, 3)));
            Assert.That((read.ProblemCode, read.KeyRow), Is.EqualTo(("none", "key-1")));
            Assert.That(read.Asked, Is.EqualTo("azure-openai/images"));
            Assert.That(
                read.Answer,
                Is.EqualTo(
                    new GenerateAnswer
                    {
                        Status = GenerationStatus.Succeeded,
                        PriceCredits = 3,
                        Provider = "azure-openai",
                        Model = "images",
                        SafetyDecision = "allowed",
                        SafetyStage = "output",
                    }
                )
            );
            Assert.That(read.Prompt!.Subjects[0].Phrase!.Value, Is.EqualTo("a fox"));
            Assert.That(
                read.Variations.Select(prompt => prompt.Subjects[0].Phrase!.Value),
                Is.EqualTo(new[] { "a fox", "a fox" })
            );
            Assert.That(read.Controls, Is.EqualTo(new IdeaControls { Style = "noir" }));
            Assert.That(
                read.Images,
                Is.EqualTo(
                    new[]
                    {
                        new StoredPicture
                        {
                            Number = 1,
                            Format = PictureFormat.Png,
                            Width = 8,
                            Height = 6,
                            Thumbnail = PictureFormat.Jpeg,
                            Marked = true,
                            ExpiresAt = At.AddDays(7),
                        },
                    }
                )
            );
        });
    }

    [Test]
    public void An_answer_is_the_columns_it_was()
    {
        var generation = Queued(new GenerationRequest { Kind = GenerationKind.TextToPrompt, Idea = "a fox" });
        var prompt = new StructuredPrompt { Styles = [Slot.User("noir")] };
        var json = System.Text.Json.JsonSerializer.Serialize(prompt, PromptJson.Default.StructuredPrompt);
        var result = new GenerationResult(
            new GenerateAnswer
            {
                Status = GenerationStatus.Succeeded,
                PriceCredits = 3,
                SafetyDecision = "allowed",
            }
        )
        {
            Prompt = prompt,
            Variations = [prompt],
            Controls = new IdeaControls { Style = "noir's" },
            Pictures = [],
            Images =
            [
                new StoredPicture
                {
                    Number = 1,
                    Format = PictureFormat.Png,
                    ExpiresAt = At,
                },
            ],
            Row = generation,
        };
        var answered = new TableEntity("acc", "gen-g1")
        {
            ["Answer0"] = """{"status":"succeeded","priceCredits":3,"safetyDecision":"allowed"}""",
            ["Prompt0"] = json,
            ["Variations0"] = $"[{json}]",
            ["Controls0"] = """{"style":"noir\u0027s","detail":"light"}""",
            ["Images0"] = """[{"number":1,"format":"png","expiresAt":"2026-11-02T10:20:30+00:00"}]""",
        };

        Assert.That(Columns(GenerationChanges.Answered(generation, result)), Is.EquivalentTo(Columns(answered)));
        Assert.That(
            Columns(GenerationChanges.Answered(generation, new GenerationResult(result.Answer))),
            Is.EquivalentTo(new[] { ("Answer0", answered["Answer0"]) })
        );
        Assert.That(
            Columns(
                GenerationChanges.Answered(
                    generation with
                    {
                        Status = GenerationStatus.Failed,
                    },
                    new GenerationResult(result.Answer)
                )
            ),
            Is.EquivalentTo(
                new[] { ("Answer0", answered["Answer0"]), ("Status", "succeeded"), ("Sequence", (object)4) }
            ),
            "late"
        );
    }

    [Test]
    public void What_a_row_does_not_have_is_nothing()
    {
        var row = Queued(new GenerationRequest { Kind = GenerationKind.TextToPrompt }).ToRow();
        row["Asked"] = "";

        var read = Generation.FromRow(row);

        Assert.That(
            (
                read.ChargedCredits,
                read.CompletedAt,
                read.Answer,
                read.Prompt,
                read.Controls,
                read.Asked,
                read.ProblemCode
            ),
            Is.EqualTo(
                (
                    0L,
                    (DateTimeOffset?)null,
                    (GenerateAnswer?)null,
                    (StructuredPrompt?)null,
                    (IdeaControls?)null,
                    (string?)null,
                    (string?)null
                )
            )
        );
        Assert.That(
            (read.Variations, read.Images, read.KeyRow),
            Is.EqualTo((Array.Empty<StructuredPrompt>(), Array.Empty<StoredPicture>(), (string?)null))
        );
    }

    private static TableEntity Finished() =>
        new("acc", "gen-g1")
        {
            ["Kind"] = "text-to-image",
            ["Status"] = "succeeded",
            ["Sequence"] = 3,
            ["AcceptedAt"] = At,
            ["CompletedAt"] = At.AddSeconds(9),
            ["ReservedCredits"] = 4L,
            ["ChargedCredits"] = 3L,
            ["ProblemCode"] = "none",
            ["KeyRow"] = "key-1",
            ["Asked"] = "azure-openai/images",
            ["Request0"] = """{"kind":"text-to-image",""",
            ["Request1"] = """ "idea":"a fox"}""",
            ["Answer0"] =
                """{"status":"succeeded","priceCredits":3,"provider":"azure-openai","model":"images","safetyDecision":"allowed","safetyStage":"output"}""",
            ["Prompt0"] = Prompt,
            ["Variations0"] = $"[{Prompt},{Prompt}]",
            ["Controls0"] = """{"style":"noir"}""",
            ["Images0"] =
                """[{"number":1,"format":"png","width":8,"height":6,"thumbnail":"jpeg","marked":true,"expiresAt":"2026-11-09T10:20:30+00:00"}]""",
        };

    private static Generation Queued(GenerationRequest request) =>
        new()
        {
            Account = Owner,
            Id = "g1",
            Request = request,
            Status = GenerationStatus.Queued,
            Sequence = GenerationChanges.QueuedSequence,
            AcceptedAt = At,
            ReservedCredits = 4,
        };

    private static IEnumerable<(string Name, object Value)> Columns(TableEntity row) =>
        row.Where(column => !TableGuards.IsSystemName(column.Key)).Select(column => (column.Key, column.Value));
}
