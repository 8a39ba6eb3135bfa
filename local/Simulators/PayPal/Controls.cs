using System.Text.Json.Nodes;

namespace AiPromptGen.Simulators.PayPal;

/// <summary>What cannot be done at PayPal itself: moving the clock, deciding disputes, holding back webhooks.</summary>
internal sealed class Controls(
    Book book,
    Access access,
    Checkout checkout,
    Returns returns,
    Disputes disputes,
    Renewals renewals,
    WebhookOutbox outbox
)
{
    private const int MostDays = 3660;

    public PayPalReply To(PayPalRequest request) =>
        (request.Method, request.Segments[1..]) switch
        {
            ("POST", ["clock"]) => Clock(request.Body),
            ("POST", ["lists"]) => Lag(request.Body),
            ("POST", ["permissions"]) => Permit(request.Body),
            ("POST", ["tokens", "revoke"]) => Revoke(),
            ("POST", ["captures", var id, var verb]) => ToPayment(id, verb, request.Body),
            ("GET", ["webhooks"]) => Webhooks(),
            ("POST", ["webhooks", var verb]) => ToWebhooks(verb, request.Body),
            _ => Problems.NotFound,
        };

    private PayPalReply Clock(JsonObject body)
    {
        if ((double?)body["advanceDays"] is not (> 0 and <= MostDays and var days))
        {
            return Problems.Invalid("INVALID_PARAMETER_VALUE");
        }

        renewals.Advance(TimeSpan.FromDays(days));
        return new(200, new JsonObject { ["now"] = Book.Stamp(book.Now) });
    }

    private PayPalReply Lag(JsonObject body)
    {
        book.ListDelay = TimeSpan.FromMinutes((int?)body["delayMinutes"] ?? 0);
        return new(200, new JsonObject { ["delayMinutes"] = (int)book.ListDelay.TotalMinutes });
    }

    private PayPalReply Permit(JsonObject body)
    {
        book.MayReadDisputes = (bool?)body["disputes"] ?? true;
        return new(200, new JsonObject { ["disputes"] = book.MayReadDisputes });
    }

    private PayPalReply Revoke()
    {
        access.Revoke();
        return new(200, new JsonObject());
    }

    private PayPalReply ToPayment(string id, string verb, JsonObject body) =>
        book.Payments.GetValueOrDefault(id) is not { } payment
            ? Problems.NotFound
            : verb switch
            {
                "complete" => checkout.Review(payment, accepted: true),
                "deny" => checkout.Review(payment, accepted: false),
                "refund" => returns.Refund(id, payment.IsSale, body),
                "reverse" => returns.Reverse(payment, Amount.Parse((string?)body["amount"], payment.Amount.Currency)),
                "dispute" => disputes.Open(payment, body),
                "dispute-won" => disputes.Decide(payment, won: true, body),
                "dispute-lost" => disputes.Decide(payment, won: false, body),
                _ => Problems.NotFound,
            };

    private PayPalReply ToWebhooks(string verb, JsonObject body)
    {
        switch (verb)
        {
            case "hold":
                outbox.Hold(Words(body["types"]));
                break;
            case "release":
                outbox.Release(Words(body["ids"]), (bool?)body["reversed"] ?? false);
                break;
            case "repeat":
                outbox.Repeat(Words(body["ids"]));
                break;
            default:
                return Problems.NotFound;
        }

        return Webhooks();
    }

    private PayPalReply Webhooks() =>
        new(
            200,
            new JsonArray([
                .. outbox.All.Select(w => new JsonObject
                {
                    ["id"] = w.Id,
                    ["type"] = w.Type,
                    ["state"] = w.State.ToString(),
                    ["attempts"] = w.Attempts,
                }),
            ])
        );

    private static List<string> Words(JsonNode? list) => [.. (list as JsonArray ?? []).Select(w => (string?)w ?? "")];
}
