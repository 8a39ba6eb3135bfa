using System.Text.Json.Serialization;
using AiPromptGen.Billing;

namespace AiPromptGen.Support;

/// <summary>
/// <c>POST /support/refunds</c>: gives money back, once for each idempotency key. Audit rows are written for the person of support and for
/// the account.
/// </summary>
internal sealed class SupportRefundEndpoint(BillingGate gate, Refunds refunds, SupportAudit audit)
{
    [RequireRole(AppRoles.Support)]
    [Function("RefundPayment")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "support/refunds")] HttpRequest http,
        CancellationToken cancellationToken
    ) =>
        gate.AnswerAsync(
            async () =>
            {
                var key = IdempotencyHeader.Read(http);
                var request = await RequestBody.ReadJsonAsync<SupportRefundRequest>(http, cancellationToken);
                var asked = request.Amount is { } amount ? Money.Parse(amount.Value, amount.Currency) : null;
                if (request.Amount is not null && asked is not { Minor: > 0 })
                {
                    return Answers.Problem(BillingProblems.AmountInvalid);
                }

                if (!AccountIds.IsValid(request.AccountId))
                {
                    return Answers.Problem(BillingProblems.PaymentNotFound);
                }

                var support = http.Caller().AccountId;
                var account = new AccountId(request.AccountId);
                if (support == account)
                {
                    return Answers.Problem(SupportProblems.OwnAccount);
                }

                var id = SupportWords.IdOf(support, key, account);
                var reason = SupportWords.From(request.Reason);
                await audit.BeforeAsync(support, ActOf(reason), cancellationToken);
                var order = new RefundOrder(id, request.PaymentId, asked, reason);
                var outcome = await refunds.RefundAsync(account, order, cancellationToken);
                if (outcome.Record is not { ProviderId: { } refundId } made)
                {
                    return Answers.Problem(outcome.Problem!);
                }

                var act = ActOf(reason);
                await audit.AfterAsync($"refund-{id}", account, act, "refunded", made.CreatedAt, cancellationToken);
                return Answers.Json(
                    new SupportRefundView(
                        refundId,
                        account.Value,
                        made.PaymentId,
                        AmountView.From(made.Amount),
                        request.Reason
                    ),
                    StatusCodes.Status201Created
                );
            },
            cancellationToken
        );

    private static string ActOf(string reason) => $"support-refund:{reason}";
}

/// <summary>Why money is given back. It is one of these words and no free text, so that no refund carries content.</summary>
[JsonConverter(typeof(KebabCaseEnumConverter<RefundReason>))]
public enum RefundReason
{
    CustomerRequest,
    DuplicatePurchase,
    ChargedWrongly,
    ServiceFailure,
    Courtesy,
}

public sealed record SupportRefundRequest
{
    public required string AccountId { get; init; }

    /// <summary>The id of the capture or sale at PayPal.</summary>
    public required string PaymentId { get; init; }

    /// <summary>The amount to give back; null for all that is left of the payment.</summary>
    public AmountView? Amount { get; init; }

    public required RefundReason Reason { get; init; }
}

/// <param name="Id">The id of the refund at PayPal.</param>
internal sealed record SupportRefundView(
    string Id,
    string AccountId,
    string PaymentId,
    AmountView Amount,
    RefundReason Reason
);
