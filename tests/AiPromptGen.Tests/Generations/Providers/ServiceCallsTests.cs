using System.Diagnostics.Metrics;
using System.Net;
using AiPromptGen.Generations.Providers.OpenAI;
using AiPromptGen.Platform.Telemetry;
using AiPromptGen.Tests.Support;

namespace AiPromptGen.Tests.Generations.Providers;

/// <summary>A call is logged and measured by numbers, words of a closed list and the service's own id, never by its contents.</summary>
[TestFixture, Property("Promise", "P13")]
public sealed class ServiceCallsTests
{
    [TestCase("x-request-id", "req_7f-A", "req_7f-A")]
    [TestCase("apim-request-id", "0c9e7f7e-37f6-4f5d-8a55-fd1f0d3d8a01", "0c9e7f7e-37f6-4f5d-8a55-fd1f0d3d8a01")]
    [TestCase("x-request-id", "a fox on a ridge", "none")]
    public async Task A_failure_is_told_by_closed_words_and_the_services_id(string header, string sent, string told)
    {
        var service = new FakeService(_ =>
        {
            var response = FakeService.Json(
                """{"error":{"code":"unsupported_parameter","param":"seed","message":"a fox is not supported"}}""",
                HttpStatusCode.BadRequest
            );
            response.Headers.TryAddWithoutValidation(header, sent);
            return response;
        });

        await service.Azure().GenerateAsync(Asked.Idea("a fox"), CancellationToken.None);

        Assert.That(
            service.Logs.Lines.Single().TrimEnd(),
            Is.EqualTo(
                "Warning: Provider azure-openai/chat-model failed with status 400 (ClientResultException), "
                    + $"code unsupported_parameter, parameter seed, its request {told}"
            )
        );
    }

    [Test]
    public async Task Words_of_a_service_that_nobody_knows_are_not_told()
    {
        var service = FakeService.Answering(
            """{"error":{"code":"a fox","param":"a ridge","type":"dusk","message":"mist"}}""",
            HttpStatusCode.BadRequest
        );

        await service.Azure().GenerateAsync(Asked.Idea("a fox"), CancellationToken.None);

        Assert.That(service.Logs.Lines.Single(), Does.Contain("code none, parameter none").And.Not.Contain("fox"));
    }

    [Test]
    public async Task An_answer_is_told_with_what_it_used()
    {
        var service = FakeService.Answering(
            Asked
                .Completion(Asked.Fox)
                .Replace(
                    "\"usage\":{",
                    "\"usage\":{\"prompt_tokens_details\":{\"cached_tokens\":1024},\"completion_tokens_details\":{\"reasoning_tokens\":64},",
                    StringComparison.Ordinal
                )
                .Replace("\"prompt_tokens\":1,", "\"prompt_tokens\":1200,", StringComparison.Ordinal)
        );

        await service.Azure().GenerateAsync(Asked.Idea("a fox"), CancellationToken.None);

        Assert.That(
            service.Logs.Lines.Single(),
            Does.StartWith("Information: Provider azure-openai/chat-model answered")
                .And.Contains("1200 tokens read (1024 of them cached) and 1 written (64 of them reasoning)")
        );
    }

    [Test]
    public async Task Tokens_are_counted_by_route_and_kind()
    {
        var counted = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument is { Name: "provider.tokens", Meter.Name: AppTelemetry.Name })
                {
                    l.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>(
            (_, count, tags, _) =>
            {
                var words = tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value?.ToString());
                if (words["model"] is "image-model-of-tokens")
                {
                    counted.Add($"{words["provider"]} {words["tokens"]} {count}");
                }
            }
        );
        listener.Start();
        var service = FakeService.Answering(
            """{"data":[{"b64_json":"AQID"}],"usage":{"input_tokens":50,"output_tokens":1056,"total_tokens":1106}}"""
        );

        await service
            .Compatible()
            .GenerateAsync(Asked.Paint("gpt-image") with { Model = "image-model-of-tokens" }, CancellationToken.None);

        Assert.That(
            counted,
            Is.EquivalentTo(
                new[]
                {
                    $"{OpenAIProvider.CompatibleName} prompt 50",
                    $"{OpenAIProvider.CompatibleName} cached 0",
                    $"{OpenAIProvider.CompatibleName} completion 1056",
                    $"{OpenAIProvider.CompatibleName} reasoning 0",
                }
            )
        );
    }

    [TestCase("""{"usage":null}""")]
    [TestCase("""{"usage":{"prompt_tokens":"many","completion_tokens":-4}}""")]
    [TestCase("[1]")]
    public void A_count_that_is_none_is_nothing(string body) =>
        Assert.That(
            ServiceUsage.From(System.Text.Json.JsonDocument.Parse(body).RootElement),
            Is.EqualTo(new ServiceUsage(0, 0, 0, 0))
        );
}
