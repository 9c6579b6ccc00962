//! The chain's calls: handshakes, packets, acknowledgements, timeouts and replies.

use isthmus_bridge::ibc;

use super::*;

impl Suite {
    pub fn channel(&self, id: &str) -> IbcChannel {
        IbcChannel::new(
            IbcEndpoint {
                port_id: format!("wasm.{}", self.addr("bridge")),
                channel_id: id.to_string(),
            },
            IbcEndpoint { port_id: remote_port(), channel_id: "channel-7".to_string() },
            IbcOrder::Unordered,
            CHANNEL_VERSION,
            CONNECTION,
        )
    }

    pub fn open_init(&mut self, channel: &IbcChannel) -> Result<(), ContractError> {
        self.open(IbcChannelOpenMsg::new_init(channel.clone()))
    }

    pub fn open_try(&mut self, channel: &IbcChannel, version: &str) -> Result<(), ContractError> {
        self.open(IbcChannelOpenMsg::new_try(channel.clone(), version))
    }

    fn open(&mut self, msg: IbcChannelOpenMsg) -> Result<(), ContractError> {
        let env = self.env.clone();
        let answer = self.atomically(|deps| ibc::ibc_channel_open(deps.as_mut(), env, msg))?;
        assert_eq!(answer.unwrap().version, CHANNEL_VERSION);
        Ok(())
    }

    pub fn open_ack(&mut self, channel: &IbcChannel, version: &str) -> Result<(), ContractError> {
        let msg = IbcChannelConnectMsg::new_ack(channel.clone(), version);
        let env = self.env.clone();
        self.atomically(|deps| ibc::ibc_channel_connect(deps.as_mut(), env, msg)).map(|_| ())
    }

    /// OpenConfirm.
    pub fn connect(&mut self, channel: &IbcChannel) -> Result<IbcBasicResponse, ContractError> {
        let msg = IbcChannelConnectMsg::new_confirm(channel.clone());
        let env = self.env.clone();
        self.atomically(|deps| ibc::ibc_channel_connect(deps.as_mut(), env, msg))
    }

    pub fn close_init(&mut self, channel: &str) -> Result<IbcBasicResponse, ContractError> {
        let msg = IbcChannelCloseMsg::new_init(self.channel(channel));
        let env = self.env.clone();
        self.atomically(|deps| ibc::ibc_channel_close(deps.as_mut(), env, msg))
    }

    pub fn close_confirm(&mut self, channel: &str) -> IbcBasicResponse {
        self.try_close_confirm(channel).expect("nothing is in flight")
    }

    pub fn try_close_confirm(&mut self, channel: &str) -> Result<IbcBasicResponse, ContractError> {
        let msg = IbcChannelCloseMsg::new_confirm(self.channel(channel));
        let env = self.env.clone();
        self.atomically(|deps| ibc::ibc_channel_close(deps.as_mut(), env, msg))
    }

    pub fn receive(&mut self, envelope: &Envelope) -> Result<IbcReceiveResponse, ContractError> {
        self.receive_on(CHANNEL, serde_json::to_vec(envelope).unwrap())
    }

    pub fn receive_on(
        &mut self,
        channel: &str,
        data: Vec<u8>,
    ) -> Result<IbcReceiveResponse, ContractError> {
        self.sequence += 1;
        let packet = IbcPacket::new(
            data,
            IbcEndpoint { port_id: remote_port(), channel_id: "channel-7".to_string() },
            IbcEndpoint {
                port_id: format!("wasm.{}", self.addr("bridge")),
                channel_id: channel.to_string(),
            },
            self.sequence,
            IbcTimeout::with_timestamp(self.env.block.time.plus_seconds(60)),
        );
        let relayer = self.addr("relayer");
        let env = self.env.clone();
        let msg = IbcPacketReceiveMsg::new(packet, relayer);
        self.atomically(|deps| ibc::ibc_packet_receive(deps.as_mut(), env, msg))
    }

    pub fn ack(&mut self, packet: &IbcPacket, ack: Vec<u8>) -> IbcBasicResponse {
        let msg = IbcPacketAckMsg::new(
            IbcAcknowledgement::new(ack),
            packet.clone(),
            self.addr("relayer"),
        );
        let response = ibc::ibc_packet_ack(self.deps.as_mut(), self.env.clone(), msg).unwrap();
        self.note(&response.events);
        self.check();
        response
    }

    /// Nobody delivered it in time: the clock stands at that time, or later.
    pub fn timeout(&mut self, packet: &IbcPacket) -> IbcBasicResponse {
        let end = packet.timeout.timestamp().unwrap();
        self.env.block.time = self.env.block.time.max(end);
        self.timeout_now(packet)
    }

    /// The chain says that it timed out, whatever the clock says: its channel is closed over there.
    pub fn timeout_now(&mut self, packet: &IbcPacket) -> IbcBasicResponse {
        let msg = IbcPacketTimeoutMsg::new(packet.clone(), self.addr("relayer"));
        let response = ibc::ibc_packet_timeout(self.deps.as_mut(), self.env.clone(), msg).unwrap();
        self.note(&response.events);
        self.check();
        response
    }

    /// The token refused what a response asked of it.
    pub fn refund_fails(&mut self, response: &IbcBasicResponse) -> Response {
        let message = &response.messages[0];
        let reply = Reply {
            id: message.id,
            payload: message.payload.clone(),
            gas_used: 0,
            result: SubMsgResult::Err("codespace: wasm, code: 5".to_string()),
        };
        let env = self.env.clone();
        let answer = self.atomically(|deps| contract::reply(deps.as_mut(), env, reply));
        let answer = answer.unwrap();
        self.note(&answer.events);
        self.check();
        answer
    }

    pub fn reply(
        &mut self,
        id: u64,
        payload: Binary,
        succeeded: bool,
    ) -> Result<Response, ContractError> {
        #[allow(deprecated)]
        let result = if succeeded {
            SubMsgResult::Ok(SubMsgResponse { events: vec![], data: None, msg_responses: vec![] })
        } else {
            SubMsgResult::Err(String::new())
        };
        let reply = Reply { id, payload, gas_used: 0, result };
        let env = self.env.clone();
        self.atomically(|deps| contract::reply(deps.as_mut(), env, reply))
    }
}
